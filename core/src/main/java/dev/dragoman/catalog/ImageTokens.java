package dev.dragoman.catalog;

import dev.dragoman.json.JsonObject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of an image by the rules of the model's vendor. Sizes are read from the image's own first bytes; an image that is
 * elsewhere counts as a small one.
 *
 * @see <a href="https://platform.openai.com/docs/guides/images-vision#calculating-costs">OpenAI: calculating costs</a>
 * @see <a href="https://docs.claude.com/en/docs/build-with-claude/vision#evaluate-image-size">Anthropic: image size</a>
 * @see <a href="https://ai.google.dev/gemini-api/docs/tokens#multimodal-tokens">Google: multimodal tokens</a>
 */
final class ImageTokens {

    /** For an image, sound or document of which nothing can be told. */
    static final long UNKNOWN = 250;

    private static final int MAX_SIDE = 2_048;
    private static final int SHORT_SIDE = 768;
    private static final int TILE = 512;
    private static final int PATCH = 32;
    private static final int MAX_PATCHES = 1_536;
    private static final int CLAUDE_SIDE = 1_568;
    private static final int CLAUDE_PIXELS = 750;
    private static final int CLAUDE_MOST = 1_600;
    private static final int GEMINI_SMALL = 384;
    private static final int GEMINI_TILE = 768;
    private static final int GEMINI_TOKENS = 258;
    private static final int GEMINI_3 = 1_120;

    private static final List<Tiles> TILES = List.of(
            new Tiles("gpt-4o-mini", 2_833, 5_667),
            new Tiles("gpt-5", 70, 140),
            new Tiles("o1", 75, 150),
            new Tiles("o3", 75, 150),
            new Tiles("gpt-", 85, 170),
            new Tiles("chatgpt-", 85, 170));
    private static final List<Patches> PATCHES = List.of(
            new Patches("gpt-4.1-mini", 162),
            new Patches("gpt-4.1-nano", 246),
            new Patches("gpt-5-mini", 162),
            new Patches("gpt-5-nano", 246),
            new Patches("o4-mini", 172));

    private ImageTokens() {}

    private record Tiles(String model, int base, int tile) {}

    /** A patch is worth so many hundredths of a token. */
    private record Patches(String model, int hundredths) {}

    static long of(String model, JsonObject part) {
        String name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        ImageSize size = ImageSize.of(part);
        if (name.contains("claude")) {
            return claude(size);
        }
        if (name.contains("gemini")) {
            return gemini(name, size);
        }
        for (Patches rule : PATCHES) {
            if (name.startsWith(rule.model)) {
                return patches(size, rule);
            }
        }
        for (Tiles rule : TILES) {
            if (name.startsWith(rule.model)) {
                return "low".equals(detail(part)) ? rule.base : tiles(size, rule);
            }
        }
        return UNKNOWN;
    }

    private static @Nullable String detail(JsonObject part) {
        JsonObject image = part.object("image_url");
        return image == null ? part.string("detail") : image.string("detail");
    }

    /** The image fits into a square, then its shorter side shrinks; tiles that are begun count. */
    private static long tiles(ImageSize size, Tiles rule) {
        ImageSize fitting = size.within(MAX_SIDE);
        ImageSize small =
                fitting.shorter() > SHORT_SIDE ? fitting.scaled((double) SHORT_SIDE / fitting.shorter()) : fitting;
        return rule.base + rule.tile * parts(small.width(), TILE) * parts(small.height(), TILE);
    }

    private static long patches(ImageSize size, Patches rule) {
        long patches = parts(size.width(), PATCH) * parts(size.height(), PATCH);
        return Math.ceilDiv(Math.min(patches, MAX_PATCHES) * rule.hundredths, 100L);
    }

    private static long claude(ImageSize size) {
        ImageSize fitting = size.within(CLAUDE_SIDE);
        return Math.min(CLAUDE_MOST, Math.ceilDiv((long) fitting.width() * fitting.height(), (long) CLAUDE_PIXELS));
    }

    private static long gemini(String name, ImageSize size) {
        if (name.contains("gemini-3")) {
            return GEMINI_3;
        }
        boolean small = size.width() <= GEMINI_SMALL && size.height() <= GEMINI_SMALL;
        return small
                ? GEMINI_TOKENS
                : GEMINI_TOKENS * parts(size.width(), GEMINI_TILE) * parts(size.height(), GEMINI_TILE);
    }

    private static long parts(int length, int of) {
        return Math.ceilDiv(length, of);
    }
}
