package dev.dragoman.dialect;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants to see, in OpenAI's form.
 *
 * @param prompt what the image shows; empty when the operation needs none and none is told
 * @param count how many images are wanted
 * @param size how large they are to be; null when that is left to the model
 * @param base64 whether they are wanted as bytes; null when that is left to the vendor
 * @see <a href="https://platform.openai.com/docs/api-reference/images">OpenAI: Images</a>
 */
public record ImageInputs(
        String prompt,
        int count,
        @Nullable Size size,
        @Nullable Boolean base64) {

    /** OpenAI's parameters, which no vendor knows by the same name and meaning unless its form says so. */
    public static final Set<String> OPENAI = Set.of(
            "prompt",
            "n",
            "size",
            "quality",
            "style",
            "response_format",
            "background",
            "moderation",
            "output_format",
            "output_compression",
            "partial_images",
            "input_fidelity",
            "stream",
            "user",
            "image",
            "images",
            "mask");

    private static final int MOST = 10;
    private static final long LARGEST = 16_384;

    /** A size in pixels. */
    public record Size(long width, long height) {

        /** The one of these ratios ({@code 16:9}) that is nearest. */
        public String nearest(List<String> ratios) {
            String best = ratios.getFirst();
            for (String ratio : ratios) {
                best = distance(ratio) < distance(best) ? ratio : best;
            }
            return best;
        }

        private double distance(String ratio) {
            int colon = ratio.indexOf(':');
            double wanted =
                    Double.parseDouble(ratio.substring(0, colon)) / Double.parseDouble(ratio.substring(colon + 1));
            return Math.abs(Math.log((double) width / height / wanted));
        }
    }

    /** Reads them from a request that must have a prompt. */
    public static ImageInputs read(Asked asked) {
        return read(asked, asked.required("prompt").text());
    }

    /** Reads them from a request whose prompt may be absent. */
    public static ImageInputs readUnprompted(Asked asked) {
        String prompt = asked.text("prompt");
        return read(asked, prompt == null ? "" : prompt);
    }

    private static ImageInputs read(Asked asked, String prompt) {
        Long count = asked.whole("n", 1, MOST);
        String format = asked.choice("response_format", List.of("url", "b64_json"));
        Field stream = asked.field("stream");
        if (stream != null && !stream.value().toJson().contains("false")) {
            asked.unsupported("stream");
        }
        return new ImageInputs(
                prompt,
                count == null ? 1 : count.intValue(),
                size(asked),
                format == null ? null : format.equals("b64_json"));
    }

    /** Says that the vendor tells no addresses, where one is wanted. */
    public ImageInputs withoutAddresses(Asked asked) {
        if (Boolean.FALSE.equals(base64)) {
            asked.unsupported("response_format");
        }
        return this;
    }

    private static @Nullable Size size(Asked asked) {
        Field field = asked.field("size");
        if (field == null || field.isText() && field.text().equals("auto")) {
            return null;
        }
        Size size = field.isText() ? parsed(field.text()) : null;
        if (size == null) {
            throw field.wrong("width and height such as 1024x1024, or auto");
        }
        return size;
    }

    private static @Nullable Size parsed(String text) {
        int x = text.indexOf('x');
        Long width = x < 0 ? null : pixels(text.substring(0, x));
        Long height = x < 0 ? null : pixels(text.substring(x + 1));
        return width == null || height == null ? null : new Size(width, height);
    }

    private static @Nullable Long pixels(String text) {
        boolean number = !text.isEmpty() && text.length() < 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        Long pixels = number ? Long.valueOf(text) : null;
        return pixels == null || pixels == 0 || pixels > LARGEST ? null : pixels;
    }

    /** The images to start from: files of the form, else data URIs of the body. */
    public static List<ImageFile> sources(Asked asked) {
        List<ImageFile> found = new ArrayList<>();
        for (ImageFile file : asked.images()) {
            if (!isMask(file)) {
                found.add(file);
            }
        }
        inBody(asked.field("image"), found);
        inBody(asked.field("images"), found);
        if (found.isEmpty()) {
            throw asked.required("image").wrong("an image");
        }
        return found;
    }

    /** The mask; null when there is none. */
    public static @Nullable ImageFile mask(Asked asked) {
        for (ImageFile file : asked.images()) {
            if (isMask(file)) {
                return file;
            }
        }
        List<ImageFile> found = new ArrayList<>(1);
        inBody(asked.field("mask"), found);
        return found.isEmpty() ? null : found.getFirst();
    }

    private static boolean isMask(ImageFile file) {
        return file.field().equals("mask");
    }

    private static void inBody(@Nullable Field field, List<ImageFile> into) {
        if (field == null) {
            return;
        }
        if (field.value() instanceof JsonArray) {
            field.items().forEach(item -> inBody(item, into));
            return;
        }
        JsonValue told =
                field.isText() ? field.value() : field.required("image_url").value();
        ImageFile image = told instanceof JsonString text ? DataUri.image(field.path(), text.value()) : null;
        if (image == null) {
            throw field.wrong("a file of the form, or an image as a data URI");
        }
        into.add(image);
    }
}
