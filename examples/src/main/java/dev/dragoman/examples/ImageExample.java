package dev.dragoman.examples;

import dev.dragoman.Chat;
import dev.dragoman.Content;
import dev.dragoman.Dragoman;
import java.util.HexFormat;

/** A question about an image. */
public final class ImageExample {

    /** The smallest of GIFs: one transparent pixel. */
    private static final byte[] PIXEL = HexFormat.of()
            .parseHex("47494638396101000100800000000000ffffff21f90401000000002c000000000100010000020144003b");

    private ImageExample() {}

    static void main() {
        try (Dragoman dragoman = Dragoman.create()) {
            run(dragoman);
        }
    }

    static void run(Dragoman dragoman) {
        Chat fromBytes = Chat.of("anthropic/claude-sonnet-4-5")
                .user(Content.text("What do you see?"), Content.image(PIXEL, "image/gif"))
                .maxTokens(100);
        IO.println(dragoman.completion(fromBytes).text());

        // The vendor fetches this one itself.
        Chat fromAddress = Chat.of("openai/gpt-4o-mini")
                .user(
                        Content.text("What do you see?"),
                        Content.image(
                                "https://upload.wikimedia.org/wikipedia/commons/4/47/PNG_transparency_demonstration_1.png"));
        IO.println(dragoman.completion(fromAddress).text());
    }
}
