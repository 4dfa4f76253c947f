package dev.dragoman.provider;

import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.http.Body;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bucket of objects at a vendor, as far as batches need one. Names are made by this software, of letters, digits, dots, dashes,
 * underscores and slashes; which bucket it is comes from configuration only. Pure.
 */
public interface Shelf {

    /** Keeps an object. */
    VendorCall put(String name, String contentType, Body bytes);

    /** Asks for an object's bytes; status 404 when there is none. */
    VendorCall get(String name);

    /** Removes an object. */
    VendorCall delete(String name);

    /**
     * Asks for the names that begin so.
     *
     * @param after what the page before said; null for the first page
     */
    VendorCall list(String prefix, @Nullable String after);

    /** The names that a page of a list tells. */
    Page page(byte[] answer);

    /** How jobs are told where an object is. */
    String address(String name);

    /** What requests are signed with. */
    Credentials credentials(Credentials own);

    /** What a refusal means. */
    LlmException readError(VendorError error);

    /**
     * Names of objects.
     *
     * @param next asks for the following page; null when there is none
     */
    record Page(List<String> names, @Nullable String next) {

        public Page {
            names = List.copyOf(names);
        }
    }
}
