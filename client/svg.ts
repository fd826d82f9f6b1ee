/** Fonts that have Chinese, on whatever machine the picture is looked at. */
export const FONTS = "Arial, 'Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";

/** Draws what is written in the language of Graphviz. Graphviz itself is a WebAssembly module: nothing has to be installed. */
export async function svgOf(dot: string): Promise<string> {
  const { instance } = await import('@viz-js/viz');
  const drawn = (await instance()).renderString(dot, { format: 'svg' });
  return (
    drawn
      .slice(drawn.indexOf('<svg'))
      .replaceAll('font-family="Arial"', `font-family="${FONTS}"`)
      // Room that was made for wide characters, now that it is measured.
      .replace(/(<text [^>]*>)(?:&#160;| )+|(?:&#160;| )+(?=<\/text>)/g, '$1')
      // Names of states as Graphviz knows them, which browsers would show as tooltips.
      .replace(/<title>[^<]*<\/title>\n?/g, '')
  );
}
