/** The address in its normal form when a reader may be led there (http and https only), else null. */
export function safeUrl(address: string): string | null {
  const url = URL.parse(address);
  return url && (url.protocol === 'http:' || url.protocol === 'https:') ? url.href : null;
}
