package dev.dragoman.provider.blackforest;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.provider.KeyHeader;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Quirks;
import java.util.List;
import java.util.Map;

/**
 * The provider {@code black_forest_labs}: FLUX by its maker.
 *
 * @see <a href="https://docs.bfl.ai/quick_start/introduction">Black Forest Labs: Introduction</a>
 */
public final class BlackForestProvider {

    /** Its name in a model string. */
    public static final String NAME = "black_forest_labs";

    private BlackForestProvider() {}

    /** The provider; {@code dialect} reads its errors. */
    public static Provider speaking(Dialect dialect) {
        BlackForestAddress address = new BlackForestAddress();
        return new Provider(
                        NAME,
                        "Black Forest Labs",
                        dialect,
                        address,
                        new KeyHeader("x-key", "", NAME, "BFL_API_KEY"),
                        Quirks.NONE,
                        List.of("BFL_API_KEY"),
                        List.of("BFL_API_BASE"))
                .withoutConversations()
                .offering(Map.of(
                        Operation.IMAGES,
                        new BlackForestImages(Operation.IMAGES, address, dialect::readError),
                        Operation.IMAGE_EDITS,
                        new BlackForestImages(Operation.IMAGE_EDITS, address, dialect::readError)));
    }
}
