// Any bytes as a picture: what the probe passes has a size that a decoder may be given.
#include "storage/image_probe.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ImageInfo image;
    ErrInfo info = {.text = ""};
    Err err = image_probe(data, size, &image, &info);
    if (err) {
        if (!info.text[0]) abort();
    } else if (image.kind != IMAGE_SVG) {
        int64_t pixels = (int64_t)image.width * image.height;
        if (image.width < 1 || image.height < 1 || pixels > IMAGE_PIXELS_MAX) abort();
    }
    return 0;
}
