package dev.dragoman.testkit;

import dev.dragoman.testkit.oci.OciProtocol;
import dev.dragoman.testkit.vendor.FakeVendor;
import dev.dragoman.testkit.vendor.VendorSettings;

/** Oracle Cloud's Generative AI, as strict as Oracle's SDK, with one user whose key every request must be signed with. */
public final class FakeOci extends FakeVendor {

    /** The user's tenancy. */
    public static final String TENANCY = "ocid1.tenancy.oc1..fake";

    /** The user. */
    public static final String USER = "ocid1.user.oc1..fake";

    /** The fingerprint of the user's key. */
    public static final String FINGERPRINT = "20:3b:97:13:55:1c";

    private final OciProtocol protocol;

    private FakeOci(OciProtocol protocol, VendorSettings settings) {
        super(protocol, settings);
        this.protocol = protocol;
    }

    /** Starts on a free port of 127.0.0.1 with any model. */
    public static FakeOci start() {
        return start(VendorSettings.DEFAULT);
    }

    /** Starts with these settings. */
    public static FakeOci start(VendorSettings settings) {
        return new FakeOci(new OciProtocol(settings), settings);
    }

    /** The private key of the user, as PEM. */
    public String key() {
        return protocol.key();
    }
}
