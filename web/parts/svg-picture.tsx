/** A picture that tiles/ drew as SVG text, as decoration beside its word. */
export function SvgPicture({ svg, className }: { svg: string; className?: string }) {
  return (
    <img className={className} src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`} alt="" />
  );
}
