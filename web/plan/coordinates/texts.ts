/** Texts of coordinate fields. */
const zh = {
  systems: {
    degrees: 'WGS84 / CGCS2000 度',
    dms: 'WGS84 / CGCS2000 度分秒',
    gcj02: 'GCJ-02（高德、腾讯）',
    gk3: 'CGCS2000 高斯 3°带 米',
    gk6: 'CGCS2000 高斯 6°带 米',
  },
  system: '坐标系',
  hints: {
    degrees: '经度, 纬度，如 121.55, 29.87',
    dms: '如 29°52′12″N 121°34′12″E',
    gcj02: 'GCJ-02 经度, 纬度',
    gk3: '横坐标（含带号）, 纵坐标，米',
    gk6: '横坐标（含带号）, 纵坐标，米',
  },
  bad: '这里读不出坐标',
  badLines: (lines: string) => `第 ${lines} 行读不出坐标`,
  few: (least: number) => `至少要 ${least} 个顶点`,
  elsewhere: '换算成其他坐标系',
  corners: '顶点坐标，每行一个',
};
const en: typeof zh = {
  systems: {
    degrees: 'WGS 84 / CGCS2000, degrees',
    dms: 'WGS 84 / CGCS2000, degrees-minutes-seconds',
    gcj02: 'GCJ-02 (AMap, Tencent)',
    gk3: 'CGCS2000 Gauss-Krüger, 3° zone, metres',
    gk6: 'CGCS2000 Gauss-Krüger, 6° zone, metres',
  },
  system: 'Coordinate system',
  hints: {
    degrees: 'lon, lat: 121.55, 29.87',
    dms: 'like 29°52′12″N 121°34′12″E',
    gcj02: 'GCJ-02 lon, lat',
    gk3: 'easting (with zone), northing, metres',
    gk6: 'easting (with zone), northing, metres',
  },
  bad: 'This is no place',
  badLines: (lines) => `Line ${lines} is no place`,
  few: (least) => `At least ${least} vertices`,
  elsewhere: 'In other coordinate systems',
  corners: 'Vertices, one a line',
};
export const TEXTS = { zh, en };
