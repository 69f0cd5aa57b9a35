/** What can be wrong with an import: every code with its sentence and remedy in both languages. */
import type { Text } from '../layer.ts';

export type Severity = 'error' | 'warning';

export interface Problem {
  /** From 1 after the header, or the feature's index from 1; null = the file as a whole. */
  readonly row: number | null;
  /** Field of the layer, or column of the file where no field is meant. */
  readonly field: string | null;
  readonly code: ProblemCode;
  /** The value as it stood in the file, cut to 120 characters. */
  readonly value: string | null;
  readonly message: Text;
  readonly remedy: Text;
  /** A warning is told and does not stop the import. */
  readonly severity: Severity;
}

interface Sentence extends Text {
  readonly severity: Severity;
  readonly remedy: Text;
}

/** `{name}` stands for a parameter; the sentence says what is wrong, the remedy what to do. */
export const SENTENCES = {
  // The file as bytes and text
  encoding: {
    severity: 'error',
    zh: '第{line}行有无法按 {encoding} 读取的字符。',
    en: 'Line {line} holds characters that cannot be read as {encoding}.',
    remedy: {
      zh: '在映射中写明 encoding，或另存为 UTF-8。',
      en: 'State encoding in the mapping, or save the file as UTF-8.',
    },
  },
  empty_file: {
    severity: 'error',
    zh: '文件没有任何记录。',
    en: 'The file holds no record.',
    remedy: { zh: '检查是否选对了文件。', en: 'Check that this is the right file.' },
  },
  quote: {
    severity: 'error',
    zh: '第{line}行的引号不成对：{detail}。',
    en: 'Quotes do not match on line {line}: {detail}.',
    remedy: {
      zh: '含逗号、换行的内容用双引号括起，内部的双引号写两次。引号未闭合时，其后内容不再读取。',
      en: 'Quote text with commas or line breaks, and double a quote inside it. After an unclosed quote nothing more is read.',
    },
  },
  ragged_row: {
    severity: 'error',
    zh: '第{line}行有 {got} 列，表头有 {expected} 列。',
    en: 'Line {line} has {got} columns, the header {expected}.',
    remedy: { zh: '检查多余或缺少的分隔符。', en: 'Look for a separator too many or too few.' },
  },
  duplicate_header: {
    severity: 'error',
    zh: '第{line}行表头中“{column}”出现多次。',
    en: 'Column "{column}" appears more than once in the header (line {line}).',
    remedy: { zh: '给每一列起不同的名称。', en: 'Give every column its own name.' },
  },
  duplicate_header_unused: {
    severity: 'warning',
    zh: '第{line}行表头中“{column}”出现多次（未被使用）。',
    en: 'Column "{column}" appears more than once in the header (line {line}); it is not used.',
    remedy: { zh: '给每一列起不同的名称。', en: 'Give every column its own name.' },
  },
  json_syntax: {
    severity: 'error',
    zh: '第{line}行不是有效的 JSON：{detail}。',
    en: 'Line {line} is not valid JSON: {detail}.',
    remedy: { zh: '用 GeoJSON 检查工具修正文件。', en: 'Correct the file with a GeoJSON checker.' },
  },
  json_depth: {
    severity: 'error',
    zh: '第{line}行嵌套超过 {limit} 层。',
    en: 'Line {line} nests deeper than {limit} levels.',
    remedy: { zh: '去掉多余的嵌套。', en: 'Flatten the document.' },
  },
  not_a_feature: {
    severity: 'error',
    zh: '第{line}行不是 GeoJSON 的 Feature（type 为“{value}”）。',
    en: 'Line {line} is not a GeoJSON Feature (type "{value}").',
    remedy: {
      zh: '文件应为 FeatureCollection、Feature，或每行一个 Feature。',
      en: 'The file must be a FeatureCollection, a Feature, or one Feature a line.',
    },
  },
  filtered: {
    severity: 'warning',
    zh: '按映射的 where，{count} 个要素未读入。',
    en: '{count} features were left out by the where of the mapping.',
    remedy: { zh: '如需读入，修改 where。', en: 'Change where to read them.' },
  },
  source_from_file_name: {
    severity: 'warning',
    zh: '未说明数据来源，以文件名“{value}”为来源。',
    en: 'No source was stated; the file name "{value}" stands for it.',
    remedy: {
      zh: '在映射中写明 source，否则换名的同一文件会被当作新的来源。',
      en: 'State source in the mapping; otherwise the same file under another name counts as another source.',
    },
  },
  // Values
  required: {
    severity: 'error',
    zh: '缺少{label}。',
    en: '{label} is missing.',
    remedy: { zh: '补上该值。', en: 'Fill it in.' },
  },
  not_text: {
    severity: 'error',
    zh: '{label}应为一个值，而不是列表或对象。',
    en: '{label} must be one value, not a list or an object.',
    remedy: { zh: '改用另一列。', en: 'Map another column.' },
  },
  control_character: {
    severity: 'error',
    zh: '{label}含有不可见的控制字符。',
    en: '{label} holds an invisible control character.',
    remedy: { zh: '删除控制字符。', en: 'Remove it.' },
  },
  not_a_number: {
    severity: 'error',
    zh: '{label}不是数字。',
    en: '{label} is not a number.',
    remedy: {
      zh: '只写数字和小数点，不写千位分隔符和单位。',
      en: 'Digits and a decimal point only: no thousands separators, no unit.',
    },
  },
  not_an_integer: {
    severity: 'error',
    zh: '{label}不是整数。',
    en: '{label} is not a whole number.',
    remedy: { zh: '写整数，不写千位分隔符和单位。', en: 'Write a whole number without separators or unit.' },
  },
  not_a_date: {
    severity: 'error',
    zh: '{label}不是日期。',
    en: '{label} is not a date.',
    remedy: { zh: '写成 2026-03-01 或 2026/3/1。', en: 'Write 2026-03-01 or 2026/3/1.' },
  },
  not_a_time: {
    severity: 'error',
    zh: '{label}不是日期和时间。',
    en: '{label} is not a date and time.',
    remedy: {
      zh: '写成 2026-03-01T08:00:00+08:00，或在映射中写明 format。',
      en: 'Write 2026-03-01T08:00:00+08:00, or state format in the mapping.',
    },
  },
  time_zone_missing: {
    severity: 'error',
    zh: '{label}没有时区。',
    en: '{label} does not say in which time zone it is.',
    remedy: {
      zh: '在时间后写 +08:00，或在映射中写 "timeZone": "+08:00"。',
      en: 'Write +08:00 after the time, or "timeZone": "+08:00" in the mapping.',
    },
  },
  not_in_dictionary: {
    severity: 'error',
    zh: '{label}不在词表中。',
    en: '{label} is not a word of the list.',
    remedy: {
      zh: '可用：{allowed}。也可在映射的 values 中对照。',
      en: 'Allowed: {allowed}. Or translate it under values in the mapping.',
    },
  },
  out_of_range: {
    severity: 'error',
    zh: '{label}超出范围（{detail}）。',
    en: '{label} is out of range ({detail}).',
    remedy: { zh: '核对数值和单位。', en: 'Check the value and its unit.' },
  },
  too_long: {
    severity: 'error',
    zh: '{label}超过 {limit} 个字符。',
    en: '{label} is longer than {limit} characters.',
    remedy: { zh: '缩短内容。', en: 'Shorten it.' },
  },
  invalid_value: {
    severity: 'error',
    zh: '{label}的值无效。',
    en: '{label} is not valid.',
    remedy: { zh: '核对该值。', en: 'Check the value.' },
  },
  credit_code_form: {
    severity: 'error',
    zh: '统一社会信用代码应为 18 位数字和大写字母（不含 I、O、S、V、Z）。',
    en: 'A unified social credit code has 18 digits and capital letters (no I, O, S, V, Z).',
    remedy: { zh: '核对营业执照。', en: 'Compare with the business licence.' },
  },
  credit_code_check: {
    severity: 'error',
    zh: '统一社会信用代码校验位应为 {expected}，而不是 {got}。',
    en: 'The check character of the credit code should be {expected}, not {got}.',
    remedy: {
      zh: '核对营业执照：多半有一位抄错。',
      en: 'Compare with the business licence: a character was probably mistyped.',
    },
  },
  region_code_form: {
    severity: 'error',
    zh: '{label}应为 6、9、12 或 14 位数字。',
    en: '{label} must have 6, 9, 12 or 14 digits.',
    remedy: {
      zh: '核对区划代码；表格软件会丢掉开头的 0。',
      en: 'Check the code; spreadsheets drop leading zeros.',
    },
  },
  level_unknown: {
    severity: 'error',
    zh: '从代码看不出层级：省级代码或直辖市的分组代码。',
    en: 'The code does not tell the level: it is a province or a group of a municipality.',
    remedy: { zh: '删除该行，或映射 level。', en: 'Leave the row out, or map level.' },
  },
  level_mismatch: {
    severity: 'error',
    zh: '层级与代码位数不符：只有网格用 14 位代码。',
    en: 'Level and code disagree: grid cells, and only they, have 14 digits.',
    remedy: { zh: '核对 level 与 code。', en: 'Check level and code.' },
  },
  duplicate_key: {
    severity: 'error',
    zh: '来源编号与第 {first} 行相同。',
    en: 'Same id at the source as row {first}.',
    remedy: {
      zh: '删除重复行，或选能区分它们的列作 key。',
      en: 'Remove one, or choose key columns that tell them apart.',
    },
  },
  duplicate_value: {
    severity: 'error',
    zh: '{label}与第 {first} 行相同。',
    en: '{label} is the same as in row {first}.',
    remedy: { zh: '删除或合并重复行。', en: 'Remove or merge one of them.' },
  },
  // Geometry
  geometry_missing: {
    severity: 'error',
    zh: '没有几何或坐标。',
    en: 'There is no geometry.',
    remedy: { zh: '补上坐标，或删除该行。', en: 'Add coordinates, or leave the row out.' },
  },
  geometry_type: {
    severity: 'error',
    zh: '几何类型 {got} 不是本图层的 {allowed}。',
    en: 'Geometry {got} is not what the layer holds ({allowed}).',
    remedy: {
      zh: '在映射的 where.geometryType 中筛选。',
      en: 'Narrow with where.geometryType in the mapping.',
    },
  },
  geometry_not_point: {
    severity: 'error',
    zh: '本图层是点，文件中是 {got}。',
    en: 'The layer holds points, the file gives {got}.',
    remedy: {
      zh: '加 --repair 取其面上一点，或在映射的 where.geometryType 中筛选。',
      en: 'Run with --repair to take a point on its surface, or narrow with where.geometryType.',
    },
  },
  geometry_pointed: {
    severity: 'warning',
    zh: '{got} 取其面上一点。',
    en: '{got} was taken as a point on its surface.',
    remedy: { zh: '如位置重要，请在地图上核对。', en: 'Where the place matters, look at it on the map.' },
  },
  line_not_area: {
    severity: 'error',
    zh: '本图层是面，文件中是闭合的线。',
    en: 'The layer holds areas, the file gives a closed line.',
    remedy: {
      zh: '加 --repair 取其围成的面，或在映射的 where.geometryType 中筛选。',
      en: 'Run with --repair to take the area that it bounds, or narrow with where.geometryType.',
    },
  },
  line_to_area: {
    severity: 'warning',
    zh: '闭合的线取其围成的面。',
    en: 'The closed line was taken as the area that it bounds.',
    remedy: { zh: '请在地图上核对。', en: 'Look at it on the map.' },
  },
  duplicate_object: {
    severity: 'error',
    zh: '与第 {first} 行是同一对象。',
    en: 'The same object as row {first}.',
    remedy: {
      zh: '删除其中一行，或加 --repair 只取维数较高者。',
      en: 'Remove one of them, or run with --repair to take only the one with more dimensions.',
    },
  },
  duplicate_object_dropped: {
    severity: 'warning',
    zh: '与第 {first} 行是同一对象，未读入。',
    en: 'The same object as row {first}, and left out.',
    remedy: { zh: '无需处理。', en: 'Nothing to do.' },
  },
  object_joined: {
    severity: 'warning',
    zh: '与第 {first} 行是同一对象的两部分，已合并。',
    en: 'A part of the same object as row {first}, joined to it.',
    remedy: { zh: '无需处理。', en: 'Nothing to do.' },
  },
  wkt_form: {
    severity: 'error',
    zh: '不是有效的 WKT 几何：{detail}。',
    en: 'Not a valid WKT geometry: {detail}.',
    remedy: {
      zh: '写成 POINT (121.5 31.2)、MULTIPOLYGON (((…))) 等，度，经度在前。',
      en: 'Write POINT (121.5 31.2), MULTIPOLYGON (((…))) and so on, in degrees, longitude first.',
    },
  },
  geometry_form: {
    severity: 'error',
    zh: '坐标的写法不合 GeoJSON（RFC 7946）。',
    en: 'The coordinates are not written as GeoJSON has it (RFC 7946).',
    remedy: { zh: '重新导出该要素。', en: 'Export the feature again.' },
  },
  coordinates_range: {
    severity: 'error',
    zh: '坐标超出经度 ±180、纬度 ±90（点：±85.06）。',
    en: 'Coordinates lie outside longitude ±180, latitude ±90 (points: ±85.06).',
    remedy: {
      zh: '坐标应为 WGS84 或 CGCS2000 的度，而不是米。',
      en: 'Degrees in WGS84 or CGCS2000 are wanted, not metres.',
    },
  },
  coordinates_swapped: {
    severity: 'error',
    zh: '经度与纬度似乎颠倒了。',
    en: 'Longitude and latitude seem to be swapped.',
    remedy: { zh: '交换 lon 与 lat 的映射。', en: 'Exchange the mapping of lon and lat.' },
  },
  coordinates_zero: {
    severity: 'error',
    zh: '坐标恰为 0,0，多半是未填写。',
    en: 'Coordinates are exactly 0,0: most likely never filled in.',
    remedy: { zh: '补上真实坐标。', en: 'Fill in the real place.' },
  },
  altitude_dropped: {
    severity: 'warning',
    zh: '坐标含高程，高程未保存（自第 {first} 行起）。',
    en: 'Positions carry an altitude, which is not kept (from row {first}).',
    remedy: { zh: '无需处理。', en: 'Nothing to do.' },
  },
  geometry_invalid: {
    severity: 'error',
    zh: '边界无效：{reason}，位置 {place}。',
    en: 'The border is not valid: {reason} at {place}.',
    remedy: {
      zh: '在源数据中改正，或加 --repair 由系统修复。',
      en: 'Correct it at the source, or run with --repair.',
    },
  },
  geometry_repaired: {
    severity: 'warning',
    zh: '边界已修复（{reason}）：面积由 {beforeKm2} km² 变为 {afterKm2} km²。',
    en: 'The border was repaired ({reason}): {beforeKm2} km² became {afterKm2} km².',
    remedy: {
      zh: '面积变化大时，请在地图上核对。',
      en: 'Where the area changed much, look at it on the map.',
    },
  },
  geometry_unrepairable: {
    severity: 'error',
    zh: '边界无法修复：{reason}，修复后没有剩余面积。',
    en: 'The border cannot be repaired: {reason}; no area is left.',
    remedy: { zh: '在源数据中重新绘制。', en: 'Redraw it at the source.' },
  },
  // Regions
  parent_absent: {
    severity: 'warning',
    zh: '上级区域 {value} 不在库中，也不在文件中；上级留空。',
    en: 'The region above, {value}, is neither recorded nor in the file; it is left empty.',
    remedy: {
      zh: '先导入上级区域，再导入一次本文件。',
      en: 'Import the region above, then this file again.',
    },
  },
  // The database's answer
  outside_scope: {
    severity: 'error',
    zh: '不在您的管辖范围内。',
    en: 'Outside the area for which you are responsible.',
    remedy: { zh: '请有相应权限的人导入。', en: 'Ask somebody with the right for that area.' },
  },
  identity_taken: {
    severity: 'error',
    zh: '编号 {value} 已由来源“{source}”登记。',
    en: 'Id {value} is already recorded from the source "{source}".',
    remedy: { zh: '更新时使用相同的 source 和 key。', en: 'To update it, use the same source and key.' },
  },
  rule_refused: {
    severity: 'error',
    zh: '{reason}。',
    en: '{reason}.',
    remedy: { zh: '{remedy}。', en: '{remedy}.' },
  },
  database_refused: {
    severity: 'error',
    zh: '数据库拒绝该行：{reason}。',
    en: 'The database refused the row: {reason}.',
    remedy: { zh: '改正后再导入。', en: 'Correct it and import again.' },
  },
  more_problems: {
    severity: 'warning',
    zh: '另有 {count} 个问题未列出。',
    en: '{count} more problems are not listed.',
    remedy: { zh: '先改正已列出的。', en: 'Correct the listed ones first.' },
  },
  // The order itself (exit code 2)
  mapping_invalid: {
    severity: 'error',
    zh: '映射文件有误：{detail}。',
    en: 'The mapping is not valid: {detail}.',
    remedy: { zh: '参见 docs/import.md。', en: 'See docs/import.md.' },
  },
  unknown_field: {
    severity: 'error',
    zh: '图层没有字段“{value}”。',
    en: 'The layer has no field "{value}".',
    remedy: { zh: '可用字段：{allowed}。', en: 'Fields: {allowed}.' },
  },
  derived_field: {
    severity: 'error',
    zh: '字段“{value}”由系统填写，不能导入。',
    en: 'Field "{value}" is filled by the system and cannot be imported.',
    remedy: { zh: '从映射中删除。', en: 'Remove it from the mapping.' },
  },
  layer_not_writable: {
    severity: 'error',
    zh: '您的角色不能写入图层“{value}”。',
    en: 'Your role may not write the layer "{value}".',
    remedy: { zh: '请规划人员或管理员导入。', en: 'Ask a planner or an administrator.' },
  },
  field_not_allowed: {
    severity: 'error',
    zh: '您的角色不能写入字段“{value}”。',
    en: 'Your role may not write the field "{value}".',
    remedy: {
      zh: '从映射中删除，或请有权限的人导入。',
      en: 'Remove it from the mapping, or ask somebody who may.',
    },
  },
  missing_column: {
    severity: 'error',
    zh: '文件没有列“{value}”。',
    en: 'The file has no column "{value}".',
    remedy: { zh: '文件中的列：{allowed}。', en: 'Its columns: {allowed}.' },
  },
  field_unmapped: {
    severity: 'error',
    zh: '必填字段“{value}”没有对应的列。',
    en: 'No column is mapped to the required field "{value}".',
    remedy: {
      zh: '在映射中写明。文件中的列：{allowed}。',
      en: 'Name it in the mapping. Columns of the file: {allowed}.',
    },
  },
  key_missing: {
    severity: 'error',
    zh: '没有说明用哪些列识别同一对象。',
    en: 'Nothing says which columns identify an object.',
    remedy: {
      zh: '在映射中写 key，或 --map source_id=列名。不能用行号：行会移动。',
      en: 'State key in the mapping, or --map source_id=column. A row number will not do: rows move.',
    },
  },
  grid_not_fitted: {
    severity: 'error',
    zh: '控制点不足以确定地方坐标系：{detail}',
    en: 'The control points do not carry the local grid: {detail}',
    remedy: { zh: '补充或更正控制点。', en: 'Add or correct control points.' },
  },
  coordinates_not_of_crs: {
    severity: 'error',
    zh: '坐标 {value} 不属于 {crs}。',
    en: 'The coordinates {value} are no place of {crs}.',
    remedy: {
      zh: '核对坐标系、带号和 x、y 的顺序。',
      en: 'Check the coordinate system, its zone and the order of x and y.',
    },
  },
  outside_city: {
    severity: 'warning',
    zh: '位置不在本市任何区域内。',
    en: 'The place lies in no region of the city.',
    remedy: {
      zh: '在地图上核对；整份文件都在市外时，多半是坐标系选错了。',
      en: 'Look at it on the map; where the whole file lies outside, the coordinate system is most likely another.',
    },
  },
  address_not_found: {
    severity: 'error',
    zh: '没有坐标，也无法由地址“{value}”定位。',
    en: 'There are no coordinates, and the address "{value}" was not found.',
    remedy: { zh: '补上坐标或更完整的地址。', en: 'Add coordinates or a fuller address.' },
  },
  located_by_address: {
    severity: 'warning',
    zh: '由地址定位到“{place}”，得分 {score}。',
    en: 'Located by its address at "{place}", score {score}.',
    remedy: { zh: '在地图上核对得分低的位置。', en: 'Look at places with a low score on the map.' },
  },
  looks_like_object: {
    severity: 'warning',
    zh: '与已登记的“{name}”（{id}）相似。',
    en: 'Looks like "{name}" ({id}), which is on record.',
    remedy: {
      zh: '并排核对：同一对象、不同对象，或不导入。',
      en: 'Compare them side by side: the same, different, or leave the row out.',
    },
  },
  looks_like_row: {
    severity: 'warning',
    zh: '与第 {first} 行相似。',
    en: 'Looks like row {first}.',
    remedy: {
      zh: '并排核对：同一对象、不同对象，或不导入。',
      en: 'Compare them side by side: the same, different, or leave the row out.',
    },
  },
  child_summed: {
    severity: 'warning',
    zh: '第 {first} 行已有同一对象的“{value}”，数量相加。',
    en: 'Row {first} has "{value}" of the same object; the quantities were summed.',
    remedy: { zh: '无需处理；如为重复登记请删除一行。', en: 'Nothing to do, unless it was entered twice.' },
  },
  layer_not_chosen: {
    severity: 'error',
    zh: '还没有选择图层。',
    en: 'No layer has been chosen.',
    remedy: { zh: '选择这个文件要导入的图层。', en: 'Choose the layer into which the file goes.' },
  },
  file_gone: {
    severity: 'error',
    zh: '上传的文件已不在服务器上。',
    en: 'The uploaded file is not on the server any more.',
    remedy: { zh: '重新上传。', en: 'Upload it again.' },
  },
  check_again: {
    severity: 'error',
    zh: '检查的结果已不在。',
    en: 'The result of the check is gone.',
    remedy: { zh: '再检查一次。', en: 'Check again.' },
  },
  import_failed: {
    severity: 'error',
    zh: '服务器没有做完；没有写入任何内容。',
    en: 'The server did not finish; nothing was written.',
    remedy: { zh: '再试一次。', en: 'Try again.' },
  },
  value_interpreted: {
    severity: 'warning',
    zh: '{label}“{value}”读作“{read}”。',
    en: '{label} "{value}" was read as "{read}".',
    remedy: { zh: '不对时在表格中改正。', en: 'Correct it in the grid where that is wrong.' },
  },
  crs_unsupported: {
    severity: 'error',
    zh: '无法识别坐标系“{value}”。',
    en: 'The coordinate system "{value}" is not known.',
    remedy: {
      zh: '可用：WGS84、CGCS2000 及其高斯-克吕格各带、西安 80、北京 54、GCJ-02、BD-09、UTM、Web 墨卡托、EPSG 代码，或 local 加控制点。',
      en: "Known: WGS84, CGCS2000 and its Gauss-Krüger zones, Xi'an 80, Beijing 54, GCJ-02, BD-09, UTM, Web Mercator, EPSG codes, or local with control points.",
    },
  },
  encoding_unknown: {
    severity: 'error',
    zh: '不认识的编码“{value}”。',
    en: 'Unknown encoding "{value}".',
    remedy: {
      zh: '可用：utf-8、gb18030（gbk）、utf-16le、utf-16be。',
      en: 'Known: utf-8, gb18030 (gbk), utf-16le, utf-16be.',
    },
  },
  children_unavailable: {
    severity: 'error',
    zh: '本图层暂不支持 children。',
    en: 'children is not available for this layer yet.',
    remedy: { zh: '从映射中删除 children。', en: 'Remove children from the mapping.' },
  },
  layer_mismatch: {
    severity: 'error',
    zh: '映射是为图层“{value}”写的。',
    en: 'The mapping is for the layer "{value}".',
    remedy: { zh: '换用对应的映射或图层。', en: 'Use the mapping of this layer.' },
  },
  unknown_layer: {
    severity: 'error',
    zh: '没有图层“{value}”。',
    en: 'There is no layer "{value}".',
    remedy: { zh: '可用：{allowed}。', en: 'Layers: {allowed}.' },
  },
  unknown_user: {
    severity: 'error',
    zh: '没有用户“{value}”，或已停用。',
    en: 'There is no user "{value}", or the account is disabled.',
    remedy: { zh: '用 fourcolor user list 查看。', en: 'See fourcolor user list.' },
  },
  file_unreadable: {
    severity: 'error',
    zh: '无法读取文件：{detail}。',
    en: 'The file cannot be read: {detail}.',
    remedy: { zh: '检查路径和权限。', en: 'Check path and permissions.' },
  },
  database_unavailable: {
    severity: 'error',
    zh: '无法使用数据库：{detail}。',
    en: 'The database cannot be used: {detail}.',
    remedy: {
      zh: '检查 DATABASE_URL 和数据库状态。',
      en: 'Check DATABASE_URL and the state of the database.',
    },
  },
  usage: {
    severity: 'error',
    zh: '命令写法有误：{detail}。',
    en: 'The command is not understood: {detail}.',
    remedy: { zh: '用 --help 查看用法。', en: 'See --help.' },
  },
  format_unknown: {
    severity: 'error',
    zh: '无法识别文件格式。',
    en: 'The format of the file is not recognised.',
    remedy: {
      zh: '可读取 CSV、Excel（.xlsx）、GeoJSON、Shapefile、GeoPackage、KML/KMZ、FlatGeobuf，或其中之一的 .zip。',
      en: 'CSV, Excel (.xlsx), GeoJSON, shapefile, GeoPackage, KML/KMZ and FlatGeobuf are read, or a .zip of them.',
    },
  },
  borders_need_geojson: {
    severity: 'error',
    zh: '表格中没有线或面：没有 wkt 列。',
    en: 'The table holds no lines or areas: there is no column wkt.',
    remedy: {
      zh: '改用有几何的格式，或映射 wkt 列。',
      en: 'Use a format with geometry, or map the column wkt.',
    },
  },
  // The file as a format: archives, workbooks, shapefiles and the like
  file_damaged: {
    severity: 'error',
    zh: '文件已损坏：{detail}。',
    en: 'The file is damaged: {detail}.',
    remedy: { zh: '重新导出或重新下载该文件。', en: 'Export or download the file again.' },
  },
  file_truncated: {
    severity: 'error',
    zh: '文件不完整：内容在中途结束。',
    en: 'The file is incomplete: it ends in the middle.',
    remedy: { zh: '重新下载或复制，核对文件大小。', en: 'Download or copy it again, and compare its size.' },
  },
  file_too_large: {
    severity: 'error',
    zh: '“{value}”需要整个放入内存，超过 {limit} MB。',
    en: '"{value}" has to be held in memory and is larger than {limit} MB.',
    remedy: {
      zh: '先解压，或拆成几个文件，或改用 CSV、GeoJSON、Shapefile。',
      en: 'Unpack it first, split it, or use CSV, GeoJSON or a shapefile.',
    },
  },
  over_limit: {
    severity: 'error',
    zh: '{what}超过上限 {limit}。',
    en: '{what} exceed the limit of {limit}.',
    remedy: { zh: '删去不需要的部分，或拆成几个文件。', en: 'Remove what is not needed, or split the file.' },
  },
  format_mismatch: {
    severity: 'warning',
    zh: '扩展名是 .{ending}，内容却是 {format}；按内容读取。',
    en: 'The name ends in .{ending}, the content is {format}; it is read by its content.',
    remedy: { zh: '无需处理；核对是否选对了文件。', en: 'Nothing to do; check that this is the right file.' },
  },
  format_contradicted: {
    severity: 'error',
    zh: '指定的格式是 {chosen}，文件内容却是 {format}。',
    en: 'The format was given as {chosen}, the content is {format}.',
    remedy: { zh: '不指定格式，或换一个文件。', en: 'Leave the format out, or choose another file.' },
  },
  format_unsupported: {
    severity: 'error',
    zh: '不能读取 {value}。',
    en: '{value} cannot be read.',
    remedy: {
      zh: '可读取 CSV、Excel（.xlsx）、GeoJSON、Shapefile、GeoPackage、KML/KMZ、FlatGeobuf；压缩文件只支持 .zip。',
      en: 'CSV, Excel (.xlsx), GeoJSON, shapefile, GeoPackage, KML/KMZ and FlatGeobuf are read; of archives only .zip.',
    },
  },
  workbook_old: {
    severity: 'error',
    zh: '这是旧版 Excel 文件（.xls）。',
    en: 'This is a workbook of the old Excel format (.xls).',
    remedy: {
      zh: '用 Excel 或 WPS 打开，另存为 .xlsx。',
      en: 'Open it in Excel or WPS and save it as .xlsx.',
    },
  },
  file_encrypted: {
    severity: 'error',
    zh: '文件有密码保护，无法读取。',
    en: 'The file is protected by a password and cannot be read.',
    remedy: { zh: '去掉密码后另存一份。', en: 'Save a copy without the password.' },
  },
  archive_bomb: {
    severity: 'error',
    zh: '压缩文件解压后过大：“{value}”由 {packed} MB 变为 {unpacked} MB。',
    en: 'The archive unpacks to too much: "{value}" from {packed} MB to {unpacked} MB.',
    remedy: {
      zh: '如文件可信，先在本机解压再上传。',
      en: 'If you trust the file, unpack it yourself first.',
    },
  },
  archive_unsafe_name: {
    severity: 'error',
    zh: '压缩文件中的文件名指向其外部：“{value}”。',
    en: 'A name in the archive points outside of it: "{value}".',
    remedy: {
      zh: '重新压缩；不要信任来历不明的压缩文件。',
      en: 'Pack it again; do not trust archives of unknown origin.',
    },
  },
  archive_nested: {
    severity: 'error',
    zh: '压缩文件中还有压缩文件“{value}”。',
    en: 'The archive holds another archive, "{value}".',
    remedy: { zh: '先解压一层，再上传其中的文件。', en: 'Unpack it once and give the file inside.' },
  },
  archive_empty: {
    severity: 'error',
    zh: '压缩文件中没有可读取的文件。',
    en: 'The archive holds no file that can be read.',
    remedy: { zh: '检查是否选对了文件。', en: 'Check that this is the right file.' },
  },
  layer_unknown: {
    severity: 'error',
    zh: '文件中没有“{value}”。',
    en: 'The file holds no "{value}".',
    remedy: { zh: '可选：{allowed}。', en: 'To choose from: {allowed}.' },
  },
  layer_taken: {
    severity: 'warning',
    zh: '文件中有 {count} 个工作表或图层，读取的是“{value}”。',
    en: 'The file holds {count} sheets or layers; "{value}" is read.',
    remedy: { zh: '如需读取其他的，请选择。', en: 'Choose another one if that is not meant.' },
  },
  layer_unreadable: {
    severity: 'error',
    zh: '“{value}”无法读取：{detail}。',
    en: '"{value}" cannot be read: {detail}.',
    remedy: {
      zh: '在原软件中另存为普通表后再导出。',
      en: 'Save it as an ordinary table where it was made, and export again.',
    },
  },
  cell_too_long: {
    severity: 'error',
    zh: '一个单元格超过 {limit} 个字符。',
    en: 'A cell is longer than {limit} characters.',
    remedy: {
      zh: '删去该内容；检查引号或标记是否闭合。',
      en: 'Remove that content; look for a quote or tag that is never closed.',
    },
  },
  too_many_columns: {
    severity: 'error',
    zh: '列数超过 {limit}。',
    en: 'There are more than {limit} columns.',
    remedy: {
      zh: '删去不需要的列；检查分隔符是否正确。',
      en: 'Remove columns that are not needed; check the delimiter.',
    },
  },
  xml_entities: {
    severity: 'error',
    zh: '文件含有 XML 文档类型声明或实体定义，出于安全不予读取。',
    en: 'The file declares an XML document type or entities, which is not read for safety.',
    remedy: { zh: '用原软件重新导出。', en: 'Export it again where it was made.' },
  },
  xml_syntax: {
    severity: 'error',
    zh: '第{line}行不是有效的 XML：{detail}。',
    en: 'Line {line} is not valid XML: {detail}.',
    remedy: { zh: '用原软件重新导出。', en: 'Export it again where it was made.' },
  },
  shapefile_part_missing: {
    severity: 'error',
    zh: 'Shapefile 缺少 {value} 文件。',
    en: 'The shapefile lacks its {value} file.',
    remedy: {
      zh: '一起选择 .shp、.dbf、.prj、.cpg，或放入一个 .zip。',
      en: 'Choose .shp, .dbf, .prj and .cpg together, or put them into one .zip.',
    },
  },
  attributes_missing: {
    severity: 'warning',
    zh: 'Shapefile 没有 .dbf 文件：只有几何，没有属性。',
    en: 'The shapefile comes without its .dbf file: shapes without attributes.',
    remedy: { zh: '如有 .dbf，请一起选择。', en: 'Choose the .dbf too if there is one.' },
  },
  attributes_short: {
    severity: 'error',
    zh: '.shp 与 .dbf 的记录数不同（{shapes} 与 {rows}）。',
    en: 'The .shp and the .dbf differ in their number of records ({shapes} and {rows}).',
    remedy: {
      zh: '两个文件多半不是同一次导出的；重新导出。',
      en: 'They probably come from two exports; export again.',
    },
  },
  encoding_contradicted: {
    severity: 'warning',
    zh: '文件自称编码为 {stated}，内容却不是；按 {encoding} 读取。',
    en: 'The file calls itself {stated}, but is not; it is read as {encoding}.',
    remedy: {
      zh: '在预览中核对文字，必要时选择编码。',
      en: 'Look at the texts in the preview and choose the encoding if they are wrong.',
    },
  },
  encoding_assumed: {
    severity: 'warning',
    zh: '文件没有说明编码，内容也看不出；按 {encoding} 读取。',
    en: 'The file does not state its encoding and its bytes do not tell; it is read as {encoding}.',
    remedy: {
      zh: '在预览中核对文字，必要时选择编码。',
      en: 'Look at the texts in the preview and choose the encoding if they are wrong.',
    },
  },
  extra_bytes: {
    severity: 'warning',
    zh: '文件末尾有 {count} 个多余的字节，未读取。',
    en: 'The file ends with {count} bytes too many, which were not read.',
    remedy: { zh: '无需处理；核对记录数。', en: 'Nothing to do; compare the number of records.' },
  },
  measures_dropped: {
    severity: 'warning',
    zh: '坐标含里程（M 值），未保存。',
    en: 'Positions carry measures (M), which are not kept.',
    remedy: { zh: '无需处理。', en: 'Nothing to do.' },
  },
  geometry_unsupported: {
    severity: 'error',
    zh: '不支持的几何类型“{value}”。',
    en: 'Geometry of the type "{value}" is not supported.',
    remedy: {
      zh: '在原软件中转换为点、线或面。',
      en: 'Convert it to points, lines or areas where it was made.',
    },
  },
  geometry_broken: {
    severity: 'error',
    zh: '几何无法读取：{detail}。',
    en: 'The geometry cannot be read: {detail}.',
    remedy: { zh: '在原软件中检查并修复该对象。', en: 'Check and repair the object where it was made.' },
  },
} as const satisfies Record<string, Sentence>;

export type ProblemCode = keyof typeof SENTENCES;
export type ProblemParams = Readonly<Record<string, string | number | Text>>;

/** Longest value that a problem repeats, in characters. */
const VALUE_LENGTH = 120;

/** A problem with its sentences filled in; parameters may differ by language. */
export function problem(
  code: ProblemCode,
  at: { readonly row?: number | null; readonly field?: string | null; readonly value?: unknown },
  params: ProblemParams = {},
): Problem {
  const { severity, zh, en, remedy }: Sentence = SENTENCES[code];
  const value = shown(at.value);
  const all = value === null ? params : { value, ...params };
  return {
    row: at.row ?? null,
    field: at.field ?? null,
    code,
    value,
    message: { zh: fill(zh, all, 'zh'), en: fill(en, all, 'en') },
    remedy: { zh: fill(remedy.zh, all, 'zh'), en: fill(remedy.en, all, 'en') },
    severity,
  };
}

/** The order cannot be carried out as given (exit code 2): nothing about the rows is known. */
export class ImportUsage extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map((one) => one.message.en).join(' '));
    this.name = 'ImportUsage';
    this.problems = problems;
  }
}

function fill(sentence: string, params: ProblemParams, language: 'zh' | 'en'): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === 'object' ? value[language] : String(value);
  });
}

function shown(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const characters = [...text.slice(0, 2 * VALUE_LENGTH + 2)];
  return characters.length > VALUE_LENGTH ? `${characters.slice(0, VALUE_LENGTH - 1).join('')}…` : text;
}
