package dev.dragoman.provider.stability;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.provider.KeyHeader;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Quirks;
import java.util.List;
import java.util.Map;

/**
 * The provider {@code stability}: Stability AI.
 *
 * @see <a href="https://platform.stability.ai/docs/api-reference">Stability AI: API reference</a>
 */
public final class StabilityProvider {

    /** Its name in a model string. */
    public static final String NAME = "stability";

    private StabilityProvider() {}

    /** The provider; {@code dialect} reads its errors. */
    public static Provider speaking(Dialect dialect) {
        StabilityAddress address = new StabilityAddress();
        return new Provider(
                        NAME,
                        "Stability AI",
                        dialect,
                        address,
                        KeyHeader.bearer(NAME, "STABILITY_API_KEY"),
                        Quirks.NONE,
                        List.of("STABILITY_API_KEY"),
                        List.of("STABILITY_API_BASE"))
                .withoutConversations()
                .offering(Map.of(
                        Operation.IMAGES,
                        new StabilityImages(Operation.IMAGES, address, dialect::readError),
                        Operation.IMAGE_EDITS,
                        new StabilityImages(Operation.IMAGE_EDITS, address, dialect::readError)));
    }
}
