// What a view asks the server for; asked again when the reader's language, what it depends on or
// the book changes. What was shown stays while the new answer is on its way.
import { language } from './language.svelte';
import { onNews, type News } from './live.svelte';

export class Shown<T> {
  value = $state.raw<T | undefined>(undefined);
  error = $state.raw<unknown>(null);
  again: () => void = () => {};
}

/** To be called while a component is set up. `ask` may read what it depends on before it waits. */
export function shown<T>(ask: () => Promise<T>, concerns?: (news: News) => boolean): Shown<T> {
  const view = new Shown<T>();
  let turn = 0;
  let asked = $state(0);
  $effect(() => {
    void asked;
    language();
    const mine = ++turn;
    ask().then(
      (value) => {
        if (mine !== turn) return;
        view.value = value;
        view.error = null;
      },
      (error: unknown) => {
        if (mine === turn) view.error = error;
      },
    );
  });
  view.again = () => {
    ++asked;
  };
  $effect(() => onNews(view.again, concerns));
  return view;
}
