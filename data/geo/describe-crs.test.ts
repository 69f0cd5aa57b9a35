/** Codes, names and .prj texts of coordinate systems; the texts are those of PROJ 9.5.1 and the EPSG registry 11. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Crs, DATUMS } from './crs.ts';
import { CRS_CHOICES, crsOfChoice, zonesOf } from './crs-choices.ts';
import { gaussKruger, utm } from './crs-code.ts';
import { crsId, describeCrs, described } from './describe-crs.ts';

const GK = (datum: string, spheroid: string, name: string, east: number, meridian: number) =>
  `PROJCS["${name}",GEOGCS["GCS_${datum}",DATUM["D_${datum}",SPHEROID[${spheroid}]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",${east}],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",${meridian}],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`;

const WKT2 =
  'PROJCRS["CGCS2000 / 3-degree Gauss-Kruger zone 40",BASEGEOGCRS["China Geodetic Coordinate System 2000",DATUM["China 2000",ELLIPSOID["CGCS2000",6378137,298.257222101,LENGTHUNIT["metre",1]]],PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]],ID["EPSG",4490]],CONVERSION["3-degree Gauss-Kruger zone 40",METHOD["Transverse Mercator",ID["EPSG",9807]],PARAMETER["Latitude of natural origin",0,ANGLEUNIT["degree",0.0174532925199433]],PARAMETER["Longitude of natural origin",120,ANGLEUNIT["degree",0.0174532925199433]],PARAMETER["Scale factor at natural origin",1,SCALEUNIT["unity",1]],PARAMETER["False easting",40500000,LENGTHUNIT["metre",1]],PARAMETER["False northing",0,LENGTHUNIT["metre",1]]],CS[Cartesian,2],AXIS["northing (X)",north,ORDER[1],LENGTHUNIT["metre",1]],AXIS["easting (Y)",east,ORDER[2],LENGTHUNIT["metre",1]]]';
const MERCATOR =
  'PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",0.0],PARAMETER["Auxiliary_Sphere_Type",0.0],UNIT["Meter",1.0]]';
const UTM =
  'PROJCS["WGS_1984_UTM_Zone_51N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",123.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';
const DEGREES =
  'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';
const ALBERS =
  'PROJCS["Asia_North_Albers",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Albers"],PARAMETER["Central_Meridian",105.0],UNIT["Meter",1.0]]';

const KRASSOVSKY = '"Krasovsky_1940",6378245.0,298.3';
const SYSTEMS: readonly (readonly [string, Crs])[] = [
  [
    GK('China_2000', '"CGCS2000",6378137.0,298.257222101', 'CGCS2000_3_Degree_GK_CM_120E', 500000, 120),
    gaussKruger('cgcs2000', 120, null),
  ],
  [
    GK('Xian_1980', '"Xian_1980",6378140.0,298.257', 'Xian_1980_3_Degree_GK_Zone_40', 40500000, 120),
    gaussKruger('xian80', 120, 40),
  ],
  [
    GK('Beijing_1954', KRASSOVSKY, 'Beijing_1954_Gauss_Kruger_CM_117E', 500000, 117),
    gaussKruger('beijing54', 117, null),
  ],
  [GK('Beijing_1954', KRASSOVSKY, 'Own_Grid', 500000, 120.5), gaussKruger('beijing54', 120.5, null)],
  [WKT2, gaussKruger('cgcs2000', 120, 40)],
  [MERCATOR, { kind: 'web_mercator' }],
  [UTM, utm(51, false)],
  [DEGREES, { kind: 'geographic', datum: 'cgcs2000' }],
  [
    'PROJCS["SWEREF99_TM",GEOGCS["GCS_SWEREF99",DATUM["D_SWEREF99",SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.017453292519943295]],PROJECTION["Transverse_Mercator"],PARAMETER["central_meridian",15.0],PARAMETER["latitude_of_origin",0.0],PARAMETER["scale_factor",0.9996],PARAMETER["false_easting",500000.0],PARAMETER["false_northing",0.0],UNIT["m",1.0]]',
    { ...utm(33, false), datum: 'etrs89' },
  ],
  ['EPSG:4549', gaussKruger('cgcs2000', 120, null)],
  ['4528', gaussKruger('cgcs2000', 120, 40)],
  ['urn:ogc:def:crs:EPSG::32751', utm(51, true)],
  ['urn:ogc:def:crs:OGC:1.3:CRS84', { kind: 'geographic', datum: 'wgs84' }],
  ['http://www.opengis.net/def/crs/EPSG/0/4490', { kind: 'geographic', datum: 'cgcs2000' }],
  ['EPSG:900913', { kind: 'web_mercator' }],
  ['火星坐标系', { kind: 'gcj02' }],
  ['GCJ02', { kind: 'gcj02' }],
  ['高德', { kind: 'gcj02' }],
  ['百度坐标', { kind: 'bd09' }],
  ['WGS84', { kind: 'geographic', datum: 'wgs84' }],
  ['国家2000', { kind: 'geographic', datum: 'cgcs2000' }],
  ['西安80', { kind: 'geographic', datum: 'xian80' }],
  ['1954年北京坐标系', { kind: 'geographic', datum: 'beijing54' }],
  ['CGCS2000 3度带 40带', gaussKruger('cgcs2000', 120, 40)],
  ['CGCS2000_GK_CM_117E', gaussKruger('cgcs2000', 117, null)],
  ['Beijing_1954_GK_Zone_20N', gaussKruger('beijing54', 117, null)],
  ['Xian 1980 / 3-degree Gauss-Kruger zone 40', gaussKruger('xian80', 120, 40)],
  ['CGCS2000 高斯投影 中央子午线 120.5', gaussKruger('cgcs2000', 120.5, null)],
  ['WGS 84 / UTM zone 50N', utm(50, false)],
];

describe('a coordinate system', () => {
  it.each(SYSTEMS)('is recognised: %.60s', (text, crs) => {
    expect(describeCrs(text)?.crs).toEqual(crs);
  });

  it.each([
    ALBERS,
    '新1954北京坐标系',
    'EPSG:2154',
    '高斯投影',
    'CGCS2000 3度带',
    'TM:cgcs2000:120:x:0:0',
    'TM:mars:120:1:0:0',
    'PROJCS["x"',
    GK('Own_Datum', '"CGCS2000",6378137.0,298.257222101', 'x', 500000, 120),
    '',
  ])('is not guessed from what says too little, or is no such system: %.40s', (text) => {
    expect(describeCrs(text)).toBeUndefined();
  });

  it('is found again by its own id', () => {
    for (const [, crs] of SYSTEMS) expect(describeCrs(crsId(crs))?.crs).toEqual(crs);
    expect(crsId(gaussKruger('cgcs2000', 120.5, null))).toBe('TM:cgcs2000:120.5:1:500000:0');
  });

  it('asks before Beijing 54 and Xi’an 80 are taken without parameters, and only those', () => {
    for (const datum of ['xian80', 'beijing54'] as const) {
      const crs: Crs = { kind: 'geographic', datum };
      expect(described(crs).warning?.zh).toContain('约 100 米');
      expect(described(crs).accuracyM).toBeGreaterThan(100);
      expect(described(crs, true)).toMatchObject({ warning: null, accuracyM: 1 });
    }
    for (const text of ['EPSG:4549', 'GCJ-02', 'WGS84']) expect(describeCrs(text)?.warning).toBeNull();
  });

  it('any text gives a system or nothing', () => {
    fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => void describeCrs(text)));
    const part = fc.constantFrom(
      'PROJCS',
      'GEOGCS',
      '[',
      ']',
      '"',
      ',',
      'PARAMETER',
      '1',
      'UNIT',
      '(',
      ')',
      'CM',
      '带',
    );
    fc.assert(fc.property(fc.array(part, { maxLength: 60 }), (parts) => void describeCrs(parts.join(''))));
    expect(describeCrs('PROJCS['.repeat(2000))).toBeUndefined();
  });
});

describe('the choices of the screen', () => {
  it('each gives a system once its zone is said', () => {
    for (const { id, needsZone } of CRS_CHOICES) {
      const zone = zonesOf(id, 121.5)[0]?.zone;
      expect(zone !== undefined).toBe(needsZone);
      expect(crsOfChoice(id, { zone })).toBeDefined();
      if (needsZone) expect(crsOfChoice(id)).toBeUndefined();
    }
    expect(new Set(CRS_CHOICES.map(({ id }) => id)).size).toBe(CRS_CHOICES.length);
    expect(Object.keys(DATUMS).length).toBeGreaterThan(3);
  });

  it('name the zone of the city first', () => {
    expect(zonesOf('cgcs2000_gk3', 121.55)[0]).toMatchObject({ zone: 41, centralMeridian: 123 });
    expect(zonesOf('cgcs2000_gk3', 121.4)[0]).toMatchObject({ zone: 40, centralMeridian: 120 });
    expect(zonesOf('beijing54_gk6', 118)[0]).toMatchObject({ zone: 20, centralMeridian: 117 });
    expect(crsOfChoice('xian80_gk3', { centralMeridian: 120.75 })).toEqual(
      gaussKruger('xian80', 120.75, null),
    );
    expect(crsOfChoice('xian80_gk3', { zone: 20 })).toBeUndefined();
  });
});
