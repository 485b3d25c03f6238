/** OpenCC's traditional → simplified characters: "traditional simplified|…"; the package has no types for its dictionaries. */
declare module 'opencc-js/dict/TSCharacters' {
  const pairs: string;
  // biome-ignore lint/style/noDefaultExport: the package's own form
  export default pairs;
}
