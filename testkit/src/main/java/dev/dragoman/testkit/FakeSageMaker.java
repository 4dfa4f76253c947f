package dev.dragoman.testkit;

import dev.dragoman.testkit.bedrock.BedrockProtocol;
import dev.dragoman.testkit.sagemaker.SageMakerProtocol;
import dev.dragoman.testkit.vendor.FakeVendor;
import dev.dragoman.testkit.vendor.VendorSettings;

/**
 * Amazon SageMaker's endpoints: containers that speak OpenAI's format, and such that go on with a text, told apart by the body;
 * endpoints whose name begins with {@code nova} are Nova models.
 * Takes signatures made with {@link #ACCESS_KEY_ID} and {@link #SECRET_ACCESS_KEY}.
 */
public final class FakeSageMaker extends FakeVendor {

    /** The key pair of AWS's published examples. */
    public static final String ACCESS_KEY_ID = BedrockProtocol.ACCESS_KEY_ID;

    /** The secret half of {@link #ACCESS_KEY_ID}. */
    public static final String SECRET_ACCESS_KEY = BedrockProtocol.SECRET_ACCESS_KEY;

    private FakeSageMaker(VendorSettings settings) {
        super(new SageMakerProtocol(settings, ""), settings);
    }

    /** Starts on a free port of 127.0.0.1 with any endpoint. */
    public static FakeSageMaker start() {
        return start(VendorSettings.DEFAULT);
    }

    /** Starts with these settings. */
    public static FakeSageMaker start(VendorSettings settings) {
        return new FakeSageMaker(settings);
    }
}
