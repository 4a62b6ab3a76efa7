// Where the phone is: asked only when its owner presses for it, and never followed.
export interface Point {
  lat: number;
  lon: number;
}

export const canPlace = (): boolean => globalThis.isSecureContext && 'geolocation' in navigator;

/** Error: GeolocationPositionError. */
export function here(): Promise<Point & { within: number }> {
  return new Promise((good, bad) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => good({ lat: coords.latitude, lon: coords.longitude, within: coords.accuracy }),
      bad,
      { enableHighAccuracy: true, timeout: 30_000, maximumAge: 60_000 },
    );
  });
}

/** "1.64210,101.49020": five decimals are a metre. */
export function positionText(point: Point): string {
  const text = (degrees: number) => (Math.round(degrees * 1e5) / 1e5 + 0).toFixed(5); // no "-0"
  return `${text(point.lat)},${text(point.lon)}`;
}

/** Metres along a great circle (haversine, mean radius): good enough to order a list. */
export function distance(a: Point, b: Point): number {
  const rad = Math.PI / 180;
  const half = (from: number, to: number) => Math.sin(((to - from) * rad) / 2) ** 2;
  const h = half(a.lat, b.lat) + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * half(a.lon, b.lon);
  return 2 * 6_371_000 * Math.asin(Math.min(1, Math.sqrt(h)));
}
