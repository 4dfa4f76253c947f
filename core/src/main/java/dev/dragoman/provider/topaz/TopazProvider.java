package dev.dragoman.provider.topaz;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.provider.KeyHeader;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Quirks;
import java.util.List;
import java.util.Map;

/**
 * The provider {@code topaz}: Topaz Labs, whose models enhance an image.
 *
 * @see <a href="https://developer.topazlabs.com/">Topaz Labs: Image API</a>
 */
public final class TopazProvider {

    /** Its name in a model string. */
    public static final String NAME = "topaz";

    private TopazProvider() {}

    /** The provider; {@code dialect} reads its errors. */
    public static Provider speaking(Dialect dialect) {
        TopazAddress address = new TopazAddress();
        return new Provider(
                        NAME,
                        "Topaz",
                        dialect,
                        address,
                        new KeyHeader("x-api-key", "", NAME, "TOPAZ_API_KEY"),
                        Quirks.NONE,
                        List.of("TOPAZ_API_KEY"),
                        List.of("TOPAZ_API_BASE"))
                .withoutConversations()
                .offering(Map.of(Operation.IMAGE_VARIATIONS, new TopazImages(address, dialect::readError)));
    }
}
