/** What files call the fields of the register, besides their names and labels; writings are divided by |. */

/** Fields of the same name mean the same in every layer, except where `OF_LAYER` says more. */
export const SYNONYMS: Readonly<Record<string, string>> = {
  // identity
  name: '名称|单位名称|对象名称|全称|标题|title|full name|label|mc',
  source: '来源|数据来源|数据源|来源单位|填报单位|报送单位|data source|provider|ly',
  source_id:
    '编号|唯一编码|唯一标识|主键|记录编号|来源编号|对象编号|id|fid|uuid|guid|objectid|object id|source id|osm id|ref|bh',
  valid_from: '生效日期|启用日期|有效期自|start date|effective date',
  credit_code:
    '统一社会信用代码|社会信用代码|信用代码|统一信用代码|统一代码|组织机构代码|机构代码|信用码|uscc|uscid|usci|social credit code|unified social credit identifier|tyshxydm|shxydm',
  // place
  lon: '经度|东经|lon|lng|long|longitude|x|x坐标|坐标x|横坐标|经度坐标|point x|coord x|easting|jd|jdzb',
  lat: '纬度|北纬|lat|latitude|y|y坐标|坐标y|纵坐标|纬度坐标|point y|coord y|northing|wd|wdzb',
  wkt: 'wkt|geometry|geom|the geom|shape|几何|空间数据|wkt geom',
  address:
    '地址|详细地址|单位地址|企业地址|生产地址|生产经营地址|经营地址|注册地址|住所|所在地|地点|位置|坐落|具体位置|详址|address|location|addr|street address|dz|xxdz',
  // people
  contact_name:
    '联系人|负责人|安全负责人|主要负责人|法定代表人|法人|法人代表|责任人|联系人姓名|负责人姓名|安全管理人员|管理人|contact|contact person|manager|legal representative|person in charge|lxr|fzr|frdb',
  contact_phone:
    '电话|联系电话|联系方式|手机|手机号|手机号码|电话号码|负责人电话|联系人电话|固定电话|phone|telephone|tel|mobile|contact number|phone number|lxdh|dh',
  public_phone: '对外电话|公开电话|服务电话|值班电话|咨询电话|hotline|public phone',
  people:
    '从业人数|从业人员|职工人数|员工人数|员工数|从业人员数|人员数量|在册人数|用工人数|核定人数|人数|employees|staff|headcount|number of employees|workers|people|cyrs',
  headcount: '人数|队员人数|队伍人数|人员数量|成员数|members|headcount|personnel',
  people_day: '白天人数|昼间人数|日间人数|白天人口|daytime population|people by day|population day',
  people_night: '夜间人数|夜晚人数|晚间人数|night population|people by night|population night',
  households: '户数|家庭户数|总户数|households|dwellings',
  threatened_people: '威胁人数|受威胁人数|影响人数|威胁人口|people at risk|threatened population',
  residents: '常住人口|人口|总人口|居住人口|population|residents|pop',
  population: '常住人口|人口|总人口|人口数|户籍人口|population|pop|residents',
  // risk
  grade:
    '风险等级|风险级别|等级|安全风险等级|风险分级|评定等级|现状风险等级|四色等级|风险颜色|风险色|grade|risk grade|risk level|risk rating|fxdj',
  assessed_on:
    '评定日期|评估日期|评估时间|评定时间|辨识日期|评价日期|上次评估|assessment date|assessed|date assessed|rated on',
  review_due: '复评期限|复评日期|下次评估|下次评估日期|有效期至|review date|next review|due date',
  measures: '管控措施|措施|防范措施|风险管控措施|控制措施|measures|controls|mitigation',
  event: '风险事件|危险事件|事故情形|可能后果|hazard event|risk event',
  accident_type: '事故类型|事故类别|可能导致的事故类型|易发事故类型|accident type',
  control_level: '管控层级|管控级别|责任层级|管控等级|control level',
  unit: '风险单元|评价单元|风险点|作业单元|部位|场所部位|unit',
  method: '评价方法|评估方法|辨识方法|method',
  // words
  sector:
    '行业领域|行业|行业类别|所属行业|行业分类|监管行业|行业类型|监管领域|sector|industry|industry type|sshy|hylb',
  industry_code:
    '国民经济行业代码|行业代码|国民经济行业|行业小类代码|industry code|naics|sic|nace|gb/t 4754|hydm',
  kind: '类别|类型|种类|分类|对象类型|kind|type|category|class|lx|lb',
  state: '状态|当前状态|运行状态|使用状态|status|state|zt',
  supervision: '监管层级|监管级别|监管等级|监管主体|supervision level',
  standardisation:
    '标准化等级|标准化级别|安全标准化|安全生产标准化等级|标准化达标等级|standardization|standardisation',
  level: '级别|等级|层级|level|rank',
  // days
  last_inspected_on:
    '最近检验|检验日期|检查日期|上次检查|最近检查日期|检测日期|年检日期|last inspection|inspection date|inspected',
  inspection_due:
    '下次检验|下次检验日期|下次检查|检验有效期|到期日期|检验到期|next inspection|inspection due',
  insurance_until: '保险到期|保险期限|保险截止日期|安责险到期|insured until|policy expiry',
  insurance: '安全生产责任保险|安责险|是否投保|投保情况|insurance',
  recorded_on: '备案日期|备案时间|record date|filed on',
  record_no: '备案编号|备案号|备案证编号|record number|filing number',
  built_year: '建成年份|建造年份|竣工年份|建设年份|建成时间|year built|built',
  commissioned_year: '投产年份|投运年份|投用年份|建成年份|投产时间|start year|commissioned|year',
  happened_at: '发生时间|事故时间|事发时间|时间|日期|date|time|occurred at|event date',
  // things
  enterprise_name: '所属企业|企业名称|企业|单位名称|单位|事故单位|enterprise|company|company name|facility',
  enterprise_id: '企业编号|企业代码|单位编号|enterprise id|company id|facility id',
  responsible_unit: '管理单位|责任单位|主管单位|物业单位|责任主体|managed by|responsible unit|operator',
  organisation: '所属单位|主管单位|隶属单位|依托单位|归属单位|organisation|organization|agency|owner',
  operator: '权属单位|运营单位|管理单位|经营单位|产权单位|业主单位|养护单位|operator|owner|company',
  substances:
    '主要物质|危险物质|危险化学品|化学品名称|物质名称|主要危化品|涉及物质|储存物质|chemicals|substances|chemical name|materials',
  capacity: '容纳人数|可容纳人数|容量|收容人数|安置人数|capacity',
  beds: '床位|床位数|核定床位|beds',
  area_m2: '面积|占地面积|有效面积|建筑面积|area|area m2',
  area_ha: '面积|规划面积|园区面积|area|hectares',
  floor_area_m2: '建筑面积|总建筑面积|面积|floor area|gross floor area',
  floors: '层数|楼层|地上层数|总层数|storeys|stories|floors|levels|building levels',
  height_m: '高度|建筑高度|楼高|height|building height',
  medium: '介质|输送介质|管道介质|管线介质|medium|substance|fluid|fuel',
  diameter_mm: '管径|直径|公称直径|口径|外径|dn|diameter',
  pressure_mpa: '设计压力|压力|工作压力|运行压力|pressure|design pressure',
  pressure_class: '压力级别|压力等级|pressure class',
  voltage_kv: '电压等级|电压|voltage',
  lanes: '车道数|车道|lanes',
  speed_kmh: '通行速度|限速|设计时速|maxspeed|speed|speed limit',
  oneway: '通行方向|单行|是否单行|oneway|one way',
  description: '说明|描述|备注|简介|概况|经过|description|remarks|notes|narrative|bz',
  deaths: '死亡|死亡人数|亡人数|deaths|fatalities|killed',
  injured: '受伤|受伤人数|伤亡|injured|injuries',
  loss_10k: '直接经济损失|经济损失|损失|loss|damage',
  vehicles: '车辆|车辆数|车辆数量|vehicles',
  skills: '专长|专业|救援专长|特长|skills|specialities',
  supervisors: '监管部门|主管部门|行业主管部门|supervisor|regulator',
  authority: '管理机构|管委会|管理单位|authority',
  // regions
  code: '区划代码|行政区划代码|行政区代码|区域代码|编码|代码|网格编码|adcode|code|region code|gb|pac|xzqdm|qhdm',
  parent_code: '上级代码|上级区划代码|父级代码|父编码|parent code|parent|pid|deep parent',
  name_en: '英文名称|英文名|english name|name en|name:en',
};

/** What only this layer's files say. */
export const OF_LAYER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  enterprises: {
    name: '企业名称|单位名称|公司名称|企业全称|公司|企业|生产经营单位名称|商户名称|法人单位名称|市场主体名称|company|company name|enterprise|enterprise name|facility name|business name|firm|qymc|dwmc',
    source_id:
      '企业编号|企业编码|企业代码|单位编号|企业id|注册号|工商注册号|company id|enterprise id|facility id|registry id',
  },
  places: { name: '场所名称|建筑名称|小区名称|学校名称|place|place name|building name' },
  risk_points: { name: '风险点名称|风险点|风险源名称|风险名称|risk point' },
  major_hazards: {
    name: '重大危险源名称|危险源名称|单元名称|unit name',
    level: '重大危险源级别|危险源级别|重大危险源等级|危险源等级',
  },
  hazard_points: {
    name: '隐患点名称|灾害点名称|水库名称|隐患点|dam name|landslide name',
    size: '规模|规模等级|工程规模|size',
  },
  pipelines: { name: '管线名称|管道名称|线路名称|管段名称|pipeline|pipeline name' },
  lifelines: { name: '线路名称|设施名称|桥梁名称|line name' },
  roads: {
    name: '道路名称|路名|街道名称|road|road name|street',
    class: '道路等级|等级|道路类型|highway|road class|fclass',
  },
  protected_targets: {
    name: '目标名称|防护目标名称|保护目标名称|敏感目标',
    class: '防护目标类别|目标分类|敏感程度',
  },
  resources: {
    name: '资源名称|队伍名称|仓库名称|避难场所名称|医院名称|机构名称|场所名称|facility name',
  },
  cameras: { name: '监控点名称|摄像头名称|点位名称|设备名称|camera|camera name' },
  plans: { name: '预案名称|plan name' },
  hidden_dangers: {
    name: '隐患名称|隐患|隐患标题|问题|存在问题|hidden danger|hazard|finding',
    class: '隐患级别|隐患等级|隐患分级|danger level|class',
    state: '隐患状态|整改状态|状态|danger state',
    description: '隐患描述|问题描述|隐患内容|danger desc',
    cause: '隐患原因|产生原因|原因分析|danger reason',
    found_at: '发现时间|发现日期|登记时间|排查日期|检查日期|上报时间|regist time',
    reported_by: '登记人|上报人|发现人|registrant',
    rectification: '整改措施|治理措施|整改方案|control measures',
    funds_10k: '整改资金|治理资金|投入资金|cost',
    liable_person: '整改责任人|责任人|治理责任人|liable person',
    deadline: '整改期限|治理期限|限期|整改时限|danger manage deadline',
    rechecked_by: '复查人|验收人|check accept person',
    rechecked_at: '复查时间|验收时间|复查日期|check accept time',
    object_name: '单位名称|企业名称|被检查单位|隐患单位|所在单位',
    department: '监管部门|主管部门|责任部门',
    category: '隐患类别|隐患类型|hazard danger type',
  },
  tasks: {
    name: '任务名称|检查任务|排查任务|task',
    due_on: '截止日期|完成时限|due date',
    planned_on: '计划日期|计划检查日期|plan date',
    inspector: '检查人|检查人员|inspector',
    object_name: '单位名称|企业名称|被检查单位|检查对象',
    state: '检查结果|任务状态|result',
  },
  accidents: {
    name: '事故名称|事故标题',
    type: '事故类别|事故类型',
    class: '事故等级|事故级别',
  },
  parks: { name: '园区名称|园名|park|park name', class: '安全风险等级|风险等级|等级' },
  management_areas: { name: '功能区名称|区域名称' },
  regions: {
    name: '区域名称|行政区名称|行政区|街道|乡镇|村社区|网格名称|区县|ext name|region|region name|county|town|village|xzqmc',
  },
  population: { name: '小区名称|网格名称|单元名称' },
};
