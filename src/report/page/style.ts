import { dark, light, properties } from './theme.js'

/** Everything that a page looks like. Nothing is loaded: the fonts are those of the machine that reads it. */
export const style = `
:root{${properties(light)};color-scheme:light dark;--gap:clamp(1rem,4vw,2.5rem)}
@media screen and (prefers-color-scheme:dark){:root{${properties(dark)}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans",Arial,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
main,header,footer{max-width:68rem;margin:0 auto;padding:0 var(--gap)}
header{padding-top:clamp(1.5rem,5vw,3.5rem)}
a{color:var(--link)}
:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:2px}
h1{font-size:clamp(1.6rem,1.2rem + 2vw,2.5rem);line-height:1.15;letter-spacing:-.02em;font-weight:650;margin:.35rem 0 .6rem;text-wrap:balance}
h2{font-size:clamp(1.15rem,1rem + .8vw,1.45rem);line-height:1.25;letter-spacing:-.01em;font-weight:650;margin:0 0 .35rem;text-wrap:balance}
h3{font-size:1rem;font-weight:650;margin:0 0 .35rem}
p{margin:0 0 .75rem}
.kind{font-size:.8125rem;font-weight:600;letter-spacing:.06em;text-transform:uppercase;color:var(--quiet);margin:0}
.lead{font-size:clamp(1.05rem,1rem + .4vw,1.25rem);color:var(--quiet);max-width:44rem}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:1rem 0 0;padding:0;font-size:.9375rem}
section{margin:clamp(2.5rem,6vw,4rem) 0 0;padding-top:clamp(1.25rem,3vw,2rem);border-top:1px solid var(--line)}
.reading{max-width:46rem;color:var(--quiet);margin-bottom:1.25rem}
.note,.what{font-size:.875rem;color:var(--quiet)}
.what{margin:0 0 .6rem}
.trust{background:var(--panel);border:0;border-radius:10px;padding:clamp(1rem,3vw,1.75rem);margin-top:clamp(1.5rem,4vw,2.5rem)}
.trust ul{margin:.25rem 0 1rem;padding-left:1.15rem;max-width:52rem}
.trust li{margin:.2rem 0}
.trust li::first-letter{text-transform:uppercase}
.trust>:last-child{margin-bottom:0}
.warn{border-left:4px solid var(--limit);padding:.1rem 0 .1rem .85rem;font-weight:600}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(9.5rem,100%),1fr));gap:1.25rem var(--gap);margin:clamp(1.75rem,4vw,2.75rem) 0 0;padding:0}
.tiles>div{border-top:2px solid var(--ink);padding-top:.6rem}
.tiles dt{font-size:.875rem;color:var(--quiet)}
.tiles dd{margin:0;font-size:clamp(1.5rem,1.2rem + 1.2vw,2rem);font-weight:650;letter-spacing:-.02em;line-height:1.25}
.tiles dd small{display:block;font-size:.875rem;font-weight:400;letter-spacing:0;color:var(--quiet)}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;margin:0 0 1rem;padding:0;font-size:.875rem;line-height:1.35}
.legend li{display:flex;gap:.45rem;align-items:baseline}
.legend i{flex:none;width:.75rem;height:.75rem;border-radius:2px;transform:translateY(.08rem)}
.chart{position:relative}
.panel+.panel{margin-top:1.5rem}
.plot{position:relative;margin:0 .75rem 0 3.25rem}
.plot svg{display:block;width:100%;height:100%;overflow:visible;stroke:none}
.grid,.zero{fill:none;stroke:var(--line);stroke-width:1;vector-effect:non-scaling-stroke}
.zero{stroke:var(--quiet)}
.values span{position:absolute;right:100%;margin-right:.5rem;transform:translateY(-50%);font-size:.75rem;line-height:1;color:var(--quiet);white-space:nowrap}
.times{position:relative;height:1.25rem;margin:.35rem .75rem 0 3.25rem;font-size:.75rem;color:var(--quiet)}
.times span{position:absolute;transform:translateX(-50%);white-space:nowrap}
.times.many{display:none}
.marks{position:absolute;inset:0 .75rem 1.6rem 3.25rem}
.marks>b{position:absolute;top:0;bottom:0}
.marks>b:hover,.marks>b.on{background:color-mix(in srgb,var(--ink) 9%,transparent)}
.marks>b:focus-visible{outline-offset:-1px}
.rows{display:grid;gap:.85rem}
.row{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.15rem 1rem;border-radius:4px}
.row .name{font-weight:550;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}
.row .name small{font-weight:400;color:var(--quiet)}
.row .value{text-align:right}
@media (max-width:30rem){.row .value small{display:block}}
.row .bar,.row .thin{grid-column:1/-1}
.row .more{grid-column:1/-1;font-size:.8125rem;color:var(--quiet);line-height:1.4}
.bar,.thin{display:flex;gap:1px;height:1.1rem;background:var(--panel);border-radius:3px;overflow:hidden}
.thin{height:.35rem}
.bar>i,.thin>i{display:block;height:100%}
.row:hover,.row.on{background:color-mix(in srgb,var(--ink) 5%,transparent);box-shadow:0 0 0 .4rem color-mix(in srgb,var(--ink) 5%,transparent)}

.flow{margin-bottom:1.25rem;display:grid;grid-template-columns:minmax(0,12rem) minmax(0,1fr) minmax(0,12rem);gap:.25rem 0}
.flow>.what:nth-child(2){grid-column:2/4;text-align:right}
.flow svg{display:block;width:100%;overflow:visible}
.flow path{opacity:.55}
.flow path:hover,.flow path.on{opacity:1}
.flow path:focus-visible{outline:0;stroke:var(--ink);stroke-width:2;vector-effect:non-scaling-stroke}
.places{position:relative;font-size:.875rem;line-height:1.25}
.places>div{position:absolute;left:0;right:0;display:flex;align-items:center;gap:.6rem}
.places.from>div{justify-content:flex-end;text-align:right}
.places.to>div{flex-direction:row-reverse;justify-content:flex-end}
.places i{flex:none;border-radius:2px}
.places small{color:var(--quiet);white-space:nowrap}

.front{fill:none;stroke:var(--shown);stroke-width:2;vector-effect:non-scaling-stroke}
.dots{position:absolute;inset:0}
.dots>b{position:absolute;translate:-50% -50%}
.dots>b,.dotted b{display:grid;place-content:center;flex:none;width:1.4rem;height:1.4rem;border-radius:50%;font-size:.6875rem;line-height:1;font-weight:600;border:2px solid var(--quiet);background:var(--paper);color:var(--ink)}
.dots>b.front,.dotted b.front{background:var(--shown);border-color:var(--shown);color:var(--paper)}
.dots>b.base,.dotted b.base{outline:2.5px solid var(--ink);outline-offset:1.5px}
.dots>b:focus-visible,.dots>b.on{box-shadow:0 0 0 3px var(--paper),0 0 0 6px var(--link)}
.dotted li{align-items:center;gap:.6rem}
.xhead{text-align:right;margin:.35rem .75rem 1rem}
.time{position:relative}
.time .lane{position:relative;margin:0 .75rem .9rem 0;border-bottom:1px solid var(--line)}
.time .what{margin-bottom:.2rem}
.time .lane>b{position:absolute;width:calc(100%/84 - 1px);min-width:2px;border-radius:1px}
.time .lane>b.strong{box-shadow:0 0 0 1.5px var(--paper),0 0 0 3px var(--shown);z-index:1}
.hollow{background:none!important;box-shadow:inset 0 0 0 1.5px var(--away)}
.time .band{height:1.05rem;border:0;background:var(--panel);border-radius:3px}
.time .band>b{top:0;bottom:0;border-radius:2px}
.time .band em{position:absolute;inset:0;padding-left:.5rem;font-size:.75rem;line-height:1.05rem;color:var(--quiet)}
.time .lane>b:hover,.time .lane>b.on{outline:2px solid var(--ink);outline-offset:1px;z-index:2}
.time .times{margin-left:0}
.halves{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(18rem,100%),1fr));gap:1.5rem calc(var(--gap)*1.25)}
.example{border-top:1px solid var(--line);padding-top:.9rem}
.example+.example{margin-top:1.5rem}
.example h3{margin:0}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(16rem,100%),1fr));gap:.5rem calc(var(--gap)*1.25);margin:.5rem 0 0}
.pair dt{font-size:.8125rem;color:var(--quiet)}
.pair dd{margin:0;font-size:.9375rem}
@media (max-width:40rem){.flow{grid-template-columns:6.4rem minmax(0,1fr) 6.4rem}.places{font-size:.75rem;line-height:1.15}.places>div{gap:.35rem}}
details{margin-top:1.1rem;font-size:.9375rem}
summary{cursor:pointer;color:var(--link);width:max-content;max-width:100%}
.scroll{overflow:auto;max-height:32rem;margin-top:.6rem;border:1px solid var(--line);border-radius:6px}
table{border-collapse:collapse;width:100%;font-size:.875rem;line-height:1.4}
caption{text-align:left;padding:.6rem .75rem;color:var(--quiet)}
th,td{padding:.35rem .75rem;text-align:right;vertical-align:top;border-top:1px solid var(--line)}
thead th{position:sticky;top:0;background:var(--panel);font-weight:600;vertical-align:bottom;border-top:0}
tbody th{font-weight:500;text-align:left;min-width:9.5rem}
th.text,td.text{text-align:left}
td.text{min-width:15rem}
td:not(.text){white-space:nowrap}
thead th{overflow-wrap:normal}
#tip{position:fixed;z-index:9;left:0;top:0;max-width:min(22rem,calc(100vw - 1rem));background:var(--paper);color:var(--ink);border:1px solid var(--quiet);border-radius:6px;padding:.55rem .75rem;font-size:.8125rem;line-height:1.4;box-shadow:0 4px 18px rgb(0 0 0/.18);pointer-events:none;transition:opacity .1s}
#tip[hidden]{display:none}
#tip strong{display:block;margin-bottom:.2rem}
#tip dl{display:grid;grid-template-columns:auto auto;gap:.05rem 1rem;margin:0}
#tip dl.long{grid-template-columns:1fr}
#tip dt{color:var(--quiet)}
#tip dd{margin:0;text-align:right}
#tip dl.long dd{text-align:left;margin-bottom:.3rem}
footer{margin-top:clamp(3rem,7vw,5rem);padding-top:1.25rem;padding-bottom:3rem;font-size:.875rem;color:var(--quiet)}
footer p{border-top:1px solid var(--line);padding-top:1rem}
@media (min-width:40rem){.times.many{display:block}.times.few{display:none}}
@media (min-width:56rem){.wide2{display:grid;grid-template-columns:1fr 1fr;gap:0 calc(var(--gap)*1.25)}}
@media (prefers-reduced-motion:reduce){#tip{transition:none}}
@media print{
@page{margin:16mm 14mm}
html{font-size:11px}
body{-webkit-print-color-adjust:exact;print-color-adjust:exact}
main,header,footer{max-width:none;padding:0}
nav,.marks,#tip,summary,details:not([open]){display:none}
section{break-inside:avoid;margin-top:2rem}
h2,.reading{break-after:avoid}
.scroll{max-height:none;overflow:visible;border:0}
section:has(details[open]){break-inside:auto}
.trust{border:1px solid var(--line)}
a{color:inherit;text-decoration:none}
}
`
