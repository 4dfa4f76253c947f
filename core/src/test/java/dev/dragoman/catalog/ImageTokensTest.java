package dev.dragoman.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTokensTest {

    @ParameterizedTest
    @CsvSource({
        "gpt-4o,1024,1024,765", // to 768 x 768: 85 + 4 x 170
        "openai/gpt-4o,2048,4096,1105", // to 1024 x 2048, to 768 x 1536: 85 + 6 x 170
        "gpt-4o,512,512,255",
        "gpt-4o-mini,1024,1024,25501", // 2833 + 4 x 5667
        "gpt-5,1024,1024,630", // 70 + 4 x 140
        "o1,1024,1024,675",
        "gpt-4.1-mini,1024,1024,1659", // 32 x 32 patches x 1.62, begun tokens count
        "gpt-5-nano,1024,1024,2520",
        "o4-mini,4096,4096,2642", // no more than 1536 patches x 1.72
        "claude-sonnet-4-5,1000,1000,1334", // 1333.3
        "anthropic.claude-sonnet-4-5,4000,4000,1600",
        "claude-sonnet-4-5,200,200,54",
        "gemini-2.5-pro,384,384,258",
        "gemini-2.5-pro,1600,800,1548", // 3 x 2 tiles
        "gemini-3-pro-preview,384,384,1120",
        "llama-4,1024,1024,250"
    })
    void imagesHaveTheTokensOfTheirVendorsRule(String model, int width, int height, long tokens) {
        assertThat(ImageTokens.of(model, openai(png(width, height), "high"))).isEqualTo(tokens);
        assertThat(ImageTokens.of(model, anthropic(png(width, height)))).isEqualTo(tokens);
    }

    @Test
    void lowDetailCostsTheSameForEveryImage() {
        assertThat(ImageTokens.of("gpt-4o", openai(png(4_000, 4_000), "low"))).isEqualTo(85);
    }

    @Test
    void sizesAreReadFromEveryKindOfImage() {
        assertThat(ImageSize.of(anthropic(png(640, 480)))).isEqualTo(new ImageSize(640, 480));
        assertThat(ImageSize.of(anthropic(gif(640, 480)))).isEqualTo(new ImageSize(640, 480));
        assertThat(ImageSize.of(anthropic(jpeg(640, 480)))).isEqualTo(new ImageSize(640, 480));
        assertThat(ImageSize.of(anthropic(webp("VP8X", 640, 480)))).isEqualTo(new ImageSize(640, 480));
        assertThat(ImageSize.of(anthropic(webp("VP8L", 640, 480)))).isEqualTo(new ImageSize(640, 480));
        assertThat(ImageSize.of(anthropic(webp("VP8 ", 640, 480)))).isEqualTo(new ImageSize(640, 480));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"image_url\":{\"url\":\"https://example.com/a.png\"}}",
                "{\"image_url\":\"https://example.com/a.png\"}",
                "{\"image_url\":{\"url\":\"data:image/png;base64,!!!!\"}}",
                "{\"image_url\":{\"url\":\"data:image/png;base64,\"}}",
                "{\"image_url\":{\"url\":\"data:image/jpeg;base64,/9j/AAAA\"}}",
                "{\"source\":{\"data\":\"R0lGODlh\"}}",
                "{\"source\":{}}",
                "{}"
            })
    void anImageThatCannotBeReadCountsAsASmallOne(String part) {
        assertThat(ImageSize.of(Json.parseObject(part))).isEqualTo(ImageSize.UNKNOWN);
    }

    private static JsonObject openai(byte[] image, String detail) {
        return Json.parseObject("{\"type\":\"image_url\",\"image_url\":{\"detail\":\"" + detail
                + "\",\"url\":\"data:image/png;base64," + Base64.getEncoder().encodeToString(image) + "\"}}");
    }

    private static JsonObject anthropic(byte[] image) {
        return Json.parseObject("{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"data\":\""
                + Base64.getEncoder().encodeToString(image) + "\"}}");
    }

    private static byte[] png(int width, int height) {
        return ByteBuffer.allocate(33)
                .put((byte) 0x89)
                .put("PNG\r\n\u001a\n".getBytes(StandardCharsets.US_ASCII))
                .putInt(13)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(width)
                .putInt(height)
                .array();
    }

    private static byte[] gif(int width, int height) {
        return ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("GIF89a".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) width)
                .putShort((short) height)
                .array();
    }

    /** With a segment before the frame, and a table whose number lies among the frames'. */
    private static byte[] jpeg(int width, int height) {
        return ByteBuffer.allocate(48)
                .putShort((short) 0xFFD8)
                .putShort((short) 0xFFE0)
                .putShort((short) 4)
                .putShort((short) 0)
                .putShort((short) 0xFFC4)
                .putShort((short) 6)
                .putInt(0)
                .putShort((short) 0xFFC2)
                .putShort((short) 17)
                .put((byte) 8)
                .putShort((short) height)
                .putShort((short) width)
                .array();
    }

    private static byte[] webp(String kind, int width, int height) {
        ByteBuffer image = ByteBuffer.allocate(42)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(34)
                .put("WEBP".getBytes(StandardCharsets.US_ASCII))
                .put(kind.getBytes(StandardCharsets.US_ASCII));
        switch (kind) {
            case "VP8X" -> image.putShort(24, (short) (width - 1)).putShort(27, (short) (height - 1));
            case "VP8L" -> image.putInt(21, width - 1 | height - 1 << 14);
            default -> image.putShort(26, (short) width).putShort(28, (short) height);
        }
        return image.array();
    }
}
