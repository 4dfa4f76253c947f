package dev.dragoman.provider.segmind;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.provider.KeyHeader;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Quirks;
import java.util.List;
import java.util.Map;

/**
 * The provider {@code segmind}: Segmind, where every model has an address of its own.
 *
 * @see <a href="https://docs.segmind.com/">Segmind: API</a>
 */
public final class SegmindProvider {

    /** Its name in a model string. */
    public static final String NAME = "segmind";

    private SegmindProvider() {}

    /** The provider; {@code dialect} reads its errors. */
    public static Provider speaking(Dialect dialect) {
        SegmindAddress address = new SegmindAddress();
        return new Provider(
                        NAME,
                        "Segmind",
                        dialect,
                        address,
                        new KeyHeader("x-api-key", "", NAME, "SEGMIND_API_KEY"),
                        Quirks.NONE,
                        List.of("SEGMIND_API_KEY"),
                        List.of("SEGMIND_API_BASE"))
                .withoutConversations()
                .offering(Map.of(Operation.IMAGES, new SegmindImages(address, dialect::readError)));
    }
}
