package dev.dragoman.testkit;

import dev.dragoman.testkit.cohere.CohereProtocol;
import dev.dragoman.testkit.vendor.FakeVendor;
import dev.dragoman.testkit.vendor.VendorSettings;

/** Version 2 of Cohere's chat API, as strict as Cohere's published models. */
public final class FakeCohere extends FakeVendor {

    private FakeCohere(VendorSettings settings) {
        super(new CohereProtocol(settings), settings);
    }

    /** Starts on a free port of 127.0.0.1, taking any key and any model. */
    public static FakeCohere start() {
        return start(VendorSettings.DEFAULT);
    }

    /** Starts with these settings. */
    public static FakeCohere start(VendorSettings settings) {
        return new FakeCohere(settings);
    }
}
