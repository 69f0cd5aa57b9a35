/** Types of the one function used of wawoff2, which comes without any. */
declare module 'wawoff2' {
  /** A WOFF2 file as the TrueType or OpenType file that it holds. */
  function decompress(file: Uint8Array): Promise<Uint8Array>;
  const wawoff2: { readonly decompress: typeof decompress };
  export default wawoff2;
}
