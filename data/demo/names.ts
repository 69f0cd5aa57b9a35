/** Invented but plausible place names with pinyin-style English; nothing here is a real register. */
import type { Text } from '../layer.ts';
import type { Random } from './random.ts';

const pairs = (text: string): Text[] =>
  text
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const [zh, en] = entry.split(':');
      return { zh: zh!, en: en! };
    });

/** Names that belong to a spot: [x km, y km] decides which township takes them. */
export const ANCHORED: readonly { readonly name: Text; readonly at: readonly [number, number] }[] = [
  { name: { zh: '海澄', en: 'Haicheng' }, at: [13.6, -2] },
  { name: { zh: '白鹭', en: 'Bailu' }, at: [10, -1.4] },
  { name: { zh: '澄湖', en: 'Chenghu' }, at: [12.4, 2.4] },
  { name: { zh: '长汀', en: 'Changting' }, at: [12, -4.6] },
  { name: { zh: '望海', en: 'Wanghai' }, at: [16, 3.4] },
  { name: { zh: '临港', en: 'Lingang' }, at: [19.6, -2.2] },
  { name: { zh: '江心', en: 'Jiangxin' }, at: [9.6, -6.4] },
  { name: { zh: '澄湾', en: 'Chengwan' }, at: [20.6, 6.6] },
  { name: { zh: '海港', en: 'Haigang' }, at: [27, 0.4] },
  { name: { zh: '东港', en: 'Donggang' }, at: [27.4, -3.6] },
  { name: { zh: '石浦', en: 'Shipu' }, at: [24.4, -3.4] },
  { name: { zh: '鼓楼', en: 'Gulou' }, at: [3.6, -1.4] },
  { name: { zh: '江滨', en: 'Jiangbin' }, at: [6.4, -3] },
  { name: { zh: '西渡', en: 'Xidu' }, at: [-1, -1.6] },
  { name: { zh: '镜湖', en: 'Jinghu' }, at: [-0.6, -7] },
  { name: { zh: '北塘', en: 'Beitang' }, at: [7.6, 14.2] },
  { name: { zh: '雁荡泽', en: 'Yandangze' }, at: [18.6, 17.6] },
  { name: { zh: '大衢', en: 'Daqu' }, at: [35, 12.4] },
  { name: { zh: '柳汀', en: 'Liuting' }, at: [-17, 16.4] },
  { name: { zh: '云岭', en: 'Yunling' }, at: [-18.6, -0.6] },
  { name: { zh: '石梁', en: 'Shiliang' }, at: [-8, 13] },
  { name: { zh: '南浦', en: 'Nanpu' }, at: [-8.6, -17.6] },
  { name: { zh: '青岙', en: "Qing'ao" }, at: [-17, -17] },
  { name: { zh: '渔浦', en: 'Yupu' }, at: [15, -18.4] },
  { name: { zh: '象鼻', en: 'Xiangbi' }, at: [30, -22] },
  { name: { zh: '鹤鸣', en: 'Heming' }, at: [7.2, 4.8] },
];

/** For townships without an anchored name, in the order in which they are given out. */
export const TOWNSHIP_NAMES: readonly Text[] = pairs(`
  新澜:Xinlan 和平里:Hepingli 文澜:Wenlan 明楼:Minglou 桃源:Taoyuan 松月:Songyue 锦程:Jincheng 潮音:Chaoyin
  沙湾:Shawan 双溪:Shuangxi 梅溪:Meixi 竹林:Zhulin 枫桥头:Fengqiaotou 古渡:Gudu 清河坊:Qinghefang 芦花:Luhua
  银滩:Yintan 金沙:Jinsha 碧海:Bihai 蓝田:Lantian 青石:Qingshi 白石:Baishi 黄岩头:Huangyantou 红枫:Hongfeng
  朝阳:Chaoyang 向荣:Xiangrong 永宁:Yongning 长乐坊:Changlefang 安澜:Anlan 平潮:Pingchao 定海门:Dinghaimen 镇潮:Zhenchao
  东篱:Dongli 西屏:Xiping 南屏:Nanping 北岙:Beiao 上坪:Shangping 下坪:Xiaping 大澳:Daao 小澳:Xiaoao
  龙潭:Longtan 凤栖:Fengqi 鹿鸣:Luming 鹤浦:Hepu 鸥鹭:Oulu 燕湾:Yanwan 雁塘:Yantang 鲤塘:Litang
  蛤湾:Gewan 蟹浦:Xiepu 螺门:Luomen 盐仓:Yancang 渔家岙:Yujiaao 灯塔:Dengta 望潮:Wangchao 听涛:Tingtao
  稻香:Daoxiang 麦屿:Maiyu 桑园:Sangyuan 茶山:Chashan 橘洲:Juzhou 杨梅岭:Yangmeiling 荷塘:Hetang 莲溪:Lianxi
  石桥:Shiqiao 板桥头:Banqiaotou 三渡:Sandu 五峰:Wufeng 七里:Qili 九龙湾:Jiulongwan 十里塘:Shilitang 百丈:Baizhang
  云峰:Yunfeng 雾溪:Wuxi 霞浦头:Xiaputou 虹桥里:Hongqiaoli 晴川:Qingchuan 月湖:Yuehu 星光:Xingguang 泉塘:Quantang
  梧桐:Wutong 香樟:Xiangzhang 柏林坳:Bolinao 槐荫:Huaiyin 榆岸:Yuan 松岗:Songgang 柳岸:Liuan 榕江:Rongjiang
  陶窑:Taoyao 铁铺:Tiepu 窑头:Yaotou 船坞:Chuanwu 锚山:Maoshan 帆樯:Fanqiang 橹湾:Luwan 网埠:Wangbu`);

const FIRST = pairs(`
  东:Dong 西:Xi 南:Nan 北:Bei 上:Shang 下:Xia 前:Qian 后:Hou 大:Da 小:Xiao 新:Xin 老:Lao 高:Gao 长:Chang 平:Ping
  白:Bai 青:Qing 红:Hong 金:Jin 银:Yin 石:Shi 沙:Sha 竹:Zhu 松:Song 梅:Mei 桃:Tao 柳:Liu 杨:Yang 桂:Gui 枫:Feng
  龙:Long 凤:Feng 鹤:He 鹭:Lu 鱼:Yu 海:Hai 江:Jiang 溪:Xi 云:Yun 月:Yue 星:Xing 朝:Chao 晚:Wan 春:Chun 秋:Qiu
  永:Yong 安:An 福:Fu 和:He 兴:Xing 双:Shuang 三:San 五:Wu 七:Qi 九:Jiu`);
const SECOND = pairs(`
  湾:wan 塘:tang 溪:xi 桥:qiao 岭:ling 坡:po 坪:ping 田:tian 园:yuan 林:lin 山:shan 石:shi 沙:sha 浦:pu 港:gang
  渡:du 埠:bu 岙:ao 洋:yang 屿:yu 墩:dun 坝:ba 井:jing 泉:quan 潭:tan 湖:hu 洲:zhou 滩:tan 角:jiao 门:men
  坊:fang 里:li 庄:zhuang 堡:bao 寨:zhai 店:dian 屋:wu 楼:lou 亭:ting 庙:miao 村头:cuntou 河头:hetou 塘下:tangxia 桥头:qiaotou 岭脚:lingjiao
  山前:shanqian 湖边:hubian 江口:jiangkou 新屋:xinwu 沙坝:shaba`);

/** A shuffled supply of distinct two-part names. */
export function nameSupply(random: Random): () => Text {
  let order: number[] = [];
  return () => {
    if (order.length === 0) {
      order = Array.from({ length: FIRST.length * SECOND.length }, (_, i) => i);
      for (let i = order.length - 1; i > 0; i--) {
        const j = Math.floor(random() * (i + 1));
        [order[i], order[j]] = [order[j]!, order[i]!];
      }
    }
    const index = order.pop()!;
    const [a, b] = [FIRST[Math.floor(index / SECOND.length)]!, SECOND[index % SECOND.length]!];
    return { zh: a.zh + b.zh, en: a.en + b.en };
  };
}
