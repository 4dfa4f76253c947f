package dev.dragoman.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Models by their key. Thread-safe. */
interface Models {

    /** The model of the key, or null when there is none. */
    @Nullable
    CatalogModel get(String key);

    /** All models. */
    List<CatalogModel> all();
}
