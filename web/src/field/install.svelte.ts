// Putting the app on the home screen, where the browser offers it.
interface Offer extends Event {
  prompt(): Promise<unknown>;
}

let offer = $state.raw<Offer | null>(null);

export const installer = {
  get ready() {
    return offer !== null;
  },
};

addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault(); // asked for on its own screen, not in the middle of a report
  offer = event as Offer;
});

export function offerInstall(): void {
  void offer?.prompt();
  offer = null;
}
