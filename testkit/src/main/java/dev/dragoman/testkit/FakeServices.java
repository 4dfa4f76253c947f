package dev.dragoman.testkit;

import dev.dragoman.testkit.service.ServicesProtocol;
import dev.dragoman.testkit.vendor.FakeVendor;
import dev.dragoman.testkit.vendor.VendorSettings;

/**
 * Vendors of vectors, rankings and images on one server, each below a path of its own, such as {@code /voyage/v1}. They take any
 * key.
 */
public final class FakeServices extends FakeVendor {

    private FakeServices(VendorSettings settings) {
        super(new ServicesProtocol(), settings);
    }

    /** Starts on a free port of 127.0.0.1. */
    public static FakeServices start() {
        return new FakeServices(VendorSettings.DEFAULT);
    }
}
