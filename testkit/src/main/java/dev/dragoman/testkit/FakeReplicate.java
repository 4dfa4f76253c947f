package dev.dragoman.testkit;

import dev.dragoman.testkit.replicate.ReplicateProtocol;
import dev.dragoman.testkit.vendor.FakeVendor;
import dev.dragoman.testkit.vendor.VendorSettings;

/** Replicate with the inputs of its language models; see {@link ReplicateProtocol} for models that are slow or have no stream. */
public final class FakeReplicate extends FakeVendor {

    private FakeReplicate(VendorSettings settings) {
        super(new ReplicateProtocol(settings), settings);
    }

    /** Starts on a free port of 127.0.0.1, taking any key and any model. */
    public static FakeReplicate start() {
        return start(VendorSettings.DEFAULT);
    }

    /** Starts with these settings. */
    public static FakeReplicate start(VendorSettings settings) {
        return new FakeReplicate(settings);
    }
}
