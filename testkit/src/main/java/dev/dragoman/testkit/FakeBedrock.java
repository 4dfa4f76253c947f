package dev.dragoman.testkit;

import dev.dragoman.testkit.bedrock.BedrockProtocol;
import dev.dragoman.testkit.vendor.FakeVendor;
import dev.dragoman.testkit.vendor.VendorSettings;

/**
 * Amazon Bedrock's Converse operations, as strict as AWS's service model. Takes any bearer key, or a signature made with
 * {@link #ACCESS_KEY_ID} and {@link #SECRET_ACCESS_KEY}.
 */
public final class FakeBedrock extends FakeVendor {

    /** The key pair of AWS's published examples. */
    public static final String ACCESS_KEY_ID = BedrockProtocol.ACCESS_KEY_ID;

    /** The secret half of {@link #ACCESS_KEY_ID}. */
    public static final String SECRET_ACCESS_KEY = BedrockProtocol.SECRET_ACCESS_KEY;

    private FakeBedrock(VendorSettings settings) {
        super(new BedrockProtocol(settings, ""), settings);
    }

    /** Starts on a free port of 127.0.0.1, taking any key and any model. */
    public static FakeBedrock start() {
        return start(VendorSettings.DEFAULT);
    }

    /** Starts with these settings. */
    public static FakeBedrock start(VendorSettings settings) {
        return new FakeBedrock(settings);
    }
}
