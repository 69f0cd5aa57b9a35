/** A share as a bar with its percentage and its value. */

/** 0.004 → <1 %, so that what is small is not nothing. */
function percent(share: number): string {
  return share > 0 && share < 0.005 ? '<1 %' : `${Math.round(share * 100)} %`;
}

export function ShareBar({ share, value }: { share: number; value: string }) {
  return (
    <span className="share-bar">
      <i aria-hidden="true">
        <i style={{ width: `${Math.max(1.5, share * 100)}%` }} />
      </i>
      <b>{percent(share)}</b>
      <span className="caption muted">{value}</span>
    </span>
  );
}
