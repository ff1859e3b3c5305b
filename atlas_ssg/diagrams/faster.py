"""Mermaid with less work for the same drawings: a few replacements in the pinned bundle.

A replacement is made only where its pattern stands exactly once in the bundle;
if one does not, the bundle is loaded as it is. With and without them every
drawing is the same, to the byte; the tests hold both. What the replacements
call lies in `faster.js`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Transform:
    """`old`, which stands once in the bundle, becomes `new`; `why` says what it saves."""

    why: str
    old: str
    new: str


TRANSFORMS = (
    Transform(
        "a diagram is parsed twice: once for its graph, once for its drawing",
        "y=await Dx.fromText(t,{title:n.title})}catch(A)",
        "y=await Dx.fromText(t,{title:n.title}),globalThis.atlasParsed(y,n.title)}catch(A)",
    ),
    Transform(
        "the configuration is copied at each of thousands of calls",
        'Lt=s(()=>ii({},$x),"getConfig")',
        'Lt=s(()=>atlasFaster.copyOfConfig($x),"getConfig")',
    ),
    Transform(
        "other copies of it make a closure and a property descriptor for each key",
        "Object.entries(t).forEach(([a,o])=>{"
        'if(typeof o=="object"){if(o===null)return;'
        "Object.hasOwn(e,a)||Object.defineProperty(e,a,"
        "{value:void 0,writable:!0,enumerable:!0,configurable:!0}),"
        "i[a]===void 0&&(i[a]=Array.isArray(o)?[]:{}),"
        'typeof i[a]=="object"&&(i[a]=vD(i[a],o,{depth:r-1}))}'
        'else typeof i[a]!="object"&&(Object.hasOwn(e,a)?i[a]=o:Object.defineProperty(e,a,'
        "{value:o,writable:!0,enumerable:!0,configurable:!0}))})",
        "for(const a of Object.keys(t)){const o=t[a];"
        'if(typeof o=="object"){if(o===null)continue;'
        'a!=="__proto__"||Object.hasOwn(e,a)||Object.defineProperty(e,a,'
        "{value:void 0,writable:!0,enumerable:!0,configurable:!0}),"
        "(i[a]===void 0||!Object.hasOwn(e,a))&&(i[a]=Array.isArray(o)?[]:{}),"
        'typeof i[a]=="object"&&(i[a]=vD(i[a],o,{depth:r-1}))}'
        'else typeof i[a]!="object"&&(i[a]=o)}',
    ),
    Transform(
        "a label without markup is given to DOMPurify again and again",
        "xr=s((e,t)=>e&&(t.dompurifyConfig?",
        'xr=s((e,t)=>e&&(typeof e=="string"&&!t.dompurifyConfig&&!ai(t)?'
        "e=atlasFaster.purify(e,ao):t.dompurifyConfig?",
    ),
    Transform(
        "the length of each edge is measured, for one look that is not ours",
        'z=typeof V.getTotalLength=="function"?V.getTotalLength():0',
        'z=t.look==="neo"&&typeof V.getTotalLength=="function"?V.getTotalLength():0',
    ),
)


def faster(bundle: str) -> str | None:
    """The bundle with every replacement; None where one does not fit exactly once."""
    if any(bundle.count(transform.old) != 1 for transform in TRANSFORMS):
        return None
    for transform in TRANSFORMS:
        bundle = bundle.replace(transform.old, transform.new)
    return bundle
