"""SVG names: what an HTML parser that knows no SVG has put in lower case, as SVG writes it (HTML, 13.2.6.5)."""

from __future__ import annotations

from lxml import etree

from reader.formats.trees import Element

_ELEMENTS = (
    "altGlyph altGlyphDef altGlyphItem animateColor animateMotion animateTransform clipPath feBlend feColorMatrix "
    "feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight "
    "feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology "
    "feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence foreignObject glyphRef "
    "linearGradient radialGradient textPath"
)
_ATTRIBUTES = (
    "attributeName attributeType baseFrequency baseProfile calcMode clipPathUnits diffuseConstant edgeMode "
    "filterUnits glyphRef gradientTransform gradientUnits kernelMatrix kernelUnitLength keyPoints keySplines "
    "keyTimes lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits "
    "numOctaves pathLength patternContentUnits patternTransform patternUnits pointsAtX pointsAtY pointsAtZ "
    "preserveAlpha preserveAspectRatio primitiveUnits refX refY repeatCount repeatDur requiredExtensions "
    "requiredFeatures specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles "
    "surfaceScale systemLanguage tableValues targetX targetY textLength viewBox viewTarget xChannelSelector "
    "yChannelSelector zoomAndPan"
)
_ELEMENT_OF = {name.lower(): name for name in _ELEMENTS.split()}
_ATTRIBUTE_OF = {name.lower(): name for name in _ATTRIBUTES.split()}
_XLINK = "{http://www.w3.org/1999/xlink}href"


def restore_names(svg: Element) -> None:
    """Give the elements and attributes of a drawing the names that SVG has for them."""
    for element in svg.iter(etree.Element):
        element.tag = _ELEMENT_OF.get(str(element.tag), str(element.tag))
        for name, value in list(element.attrib.items()):
            written = _XLINK if name == "xlink:href" else _ATTRIBUTE_OF.get(str(name), name)
            if written != name:
                del element.attrib[name]
                element.set(written, value)
