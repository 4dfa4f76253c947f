package dev.dragoman.dialect;

import dev.dragoman.error.ApiResponseException;
import dev.dragoman.http.Body;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.Meter;
import dev.dragoman.model.Served;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Images as they come from a vendor, and the answer in OpenAI's form that they make. Confined to its thread. */
public final class ImageResults {

    private final List<Image> images = new ArrayList<>();
    private @Nullable JsonObject usage;
    private Usage taken = Usage.NONE;

    private record Image(
            @Nullable String url,
            @Nullable String base64,
            @Nullable String revised) {}

    /** One more image, as base64. */
    public ImageResults bytes(String base64) {
        images.add(new Image(null, base64, null));
        return this;
    }

    /** One more image, at an address. */
    public ImageResults address(String url) {
        images.add(new Image(url, null, null));
        return this;
    }

    /** One more image, at an address that may hold it, as the client wants it where that is possible. */
    public ImageResults addressOr(String url, @Nullable Boolean base64) {
        String held = DataUri.base64(url);
        return held != null && !Boolean.FALSE.equals(base64) ? bytes(held) : address(url);
    }

    /** One more image, with the prompt that the vendor made of the client's. */
    public ImageResults revised(String base64, @Nullable String prompt) {
        images.add(new Image(null, base64, prompt));
        return this;
    }

    /** What it took, in tokens. */
    public ImageResults tokens(long input, long inputText, long inputImage, long output) {
        usage = JsonObject.builder()
                .put("input_tokens", input)
                .put(
                        "input_tokens_details",
                        JsonObject.builder()
                                .put("text_tokens", inputText)
                                .put("image_tokens", inputImage)
                                .build())
                .put("output_tokens", output)
                .put("total_tokens", input + output)
                .build();
        taken = new Usage(input, output, null, null, null, null, null, null, null, usage);
        return this;
    }

    /** How many there are. */
    public int size() {
        return images.size();
    }

    /** The answer; without a single image there is none. */
    public ServiceForm.Told told(ReplyFrame frame) {
        if (images.isEmpty()) {
            throw new ApiResponseException("unexpected answer of the vendor: no image");
        }
        JsonWriter json = new JsonWriter(1 << 16)
                .beginObject()
                .member("created", frame.createdSeconds())
                .name("data")
                .beginArray();
        for (Image image : images) {
            json.beginObject()
                    .memberIfPresent("url", image.url())
                    .memberIfPresent("b64_json", image.base64())
                    .memberIfPresent("revised_prompt", image.revised())
                    .endObject();
        }
        json.endArray().memberIfPresent("usage", usage);
        Served made = Served.UNSAID.with(Meter.OUTPUT_IMAGES, images.size());
        return new ServiceForm.Told(Body.of(json.endObject().toBytes()), taken.serving(made));
    }
}
