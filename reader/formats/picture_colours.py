"""The colours of a decoded picture, whatever its file held, as eight bits of sRGB, grey or either with transparency."""

from __future__ import annotations

import io

from PIL import Image, ImageCms, ImageStat

FAILURES = (
    OSError,
    ValueError,
    TypeError,
    SyntaxError,
    ArithmeticError,
    LookupError,
    EOFError,
    RuntimeError,  # AVIF's way
    AttributeError,  # ICO's and TIFF's way when cut short
    Image.DecompressionBombError,
)
"""What Pillow's decoders raise at broken files (its own fuzzers' list, and ours)."""

LIGHT_MATTE = (255, 255, 255)
DARK_MATTE = (68, 68, 68)
"""What a transparent picture stands on: white, or, where its own ink is light, grey."""

_LIGHT_INK = 200
_SAMPLE_PX = 128
_SRGB = ImageCms.createProfile("sRGB")
_LAB = ImageCms.createProfile("LAB")


def in_srgb(image: Image.Image) -> Image.Image:
    """The picture with its profile applied and eight bits a channel; modes 1, L, LA, P, RGB, RGBA and CMYK are left."""
    profile = image.info.get("icc_profile")
    image.load()
    image = _eight_bits(image)
    if image.mode == "LAB":
        return ImageCms.profileToProfile(image, _LAB, _SRGB, outputMode="RGB") or image
    if not profile:
        return image.convert("RGB") if image.mode in {"YCbCr", "HSV"} else image
    try:
        return _with_profile(image, ImageCms.ImageCmsProfile(io.BytesIO(profile)))
    except (ImageCms.PyCMSError, *FAILURES):
        return image


def has_alpha(image: Image.Image) -> bool:
    return image.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in image.info


def flattened(image: Image.Image) -> Image.Image:
    """The picture as RGB, standing on what its ink shows on if it is transparent."""
    if not has_alpha(image):
        return image if image.mode == "RGB" else image.convert("RGB")
    image = image.convert("RGBA")
    flat = Image.new("RGB", image.size, DARK_MATTE if _ink_is_light(image) else LIGHT_MATTE)
    flat.paste(image, mask=image.getchannel("A"))
    return flat


def _eight_bits(image: Image.Image) -> Image.Image:
    """Deep greys made shallow; Pillow's own conversion would cut all above 255 off."""
    if image.mode not in {"I", "F"} and not image.mode.startswith("I;16"):
        return image
    wide = image.convert("F")
    low, high = wide.getextrema()
    if not isinstance(low, float) or not isinstance(high, float):
        return image.convert("L")
    if image.mode.startswith("I"):
        low, high = 0.0, 255.0 if high <= 255 else 65535.0
    factor = 255.0 / (high - low) if high > low else 1.0
    return wide.point(lambda value: value * factor - low * factor).convert("L")


def _with_profile(image: Image.Image, profile: ImageCms.ImageCmsProfile) -> Image.Image:
    if image.mode in {"P", "PA"}:
        image = image.convert("RGBA" if has_alpha(image) else "RGB")
    if image.mode in {"L", "LA"} and profile.profile.xcolor_space.strip() == "GRAY":
        grey = ImageCms.profileToProfile(image.convert("L"), profile, _SRGB, outputMode="RGB")
        return image if grey is None else _with_alpha_of(grey, image)
    if image.mode not in {"RGB", "RGBA", "CMYK"}:
        return image
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    return ImageCms.profileToProfile(image, profile, _SRGB, outputMode=mode) or image


def _with_alpha_of(grey: Image.Image, image: Image.Image) -> Image.Image:
    if image.mode == "LA":
        grey.putalpha(image.getchannel("A"))
    return grey


def _ink_is_light(image: Image.Image) -> bool:
    """Whether what can be seen of a transparent picture would vanish on white."""
    small = image.copy()
    small.thumbnail((_SAMPLE_PX, _SAMPLE_PX), Image.Resampling.NEAREST)
    mask = small.getchannel("A").point(lambda alpha: 255 if alpha > 127 else 0)
    if not mask.getbbox() or mask.getextrema()[0] == 255:
        return False
    return ImageStat.Stat(small.convert("L"), mask).mean[0] > _LIGHT_INK
