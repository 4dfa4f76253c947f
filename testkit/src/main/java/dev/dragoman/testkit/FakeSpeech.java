package dev.dragoman.testkit;

import dev.dragoman.testkit.bedrock.BedrockProtocol;
import dev.dragoman.testkit.bedrock.PollyProtocol;
import dev.dragoman.testkit.speech.SpeechProtocols;
import dev.dragoman.testkit.vendor.FakeVendor;
import dev.dragoman.testkit.vendor.Protocol;
import dev.dragoman.testkit.vendor.VendorSettings;

/** Vendors that speak or listen and hold no conversations, each as strict as the real one, on a free port and with any key. */
public final class FakeSpeech extends FakeVendor {

    /** The key pair that Polly takes signatures of. */
    public static final String ACCESS_KEY_ID = BedrockProtocol.ACCESS_KEY_ID;

    /** The secret half of {@link #ACCESS_KEY_ID}. */
    public static final String SECRET_ACCESS_KEY = BedrockProtocol.SECRET_ACCESS_KEY;

    private FakeSpeech(Protocol protocol, VendorSettings settings) {
        super(protocol, settings);
    }

    /** Google Cloud Text-to-Speech. */
    public static FakeSpeech google() {
        return of(SpeechProtocols.google(VendorSettings.DEFAULT));
    }

    /** Amazon Polly. */
    public static FakeSpeech polly() {
        return of(new PollyProtocol(VendorSettings.DEFAULT));
    }

    /** ElevenLabs. */
    public static FakeSpeech elevenLabs() {
        return of(SpeechProtocols.elevenLabs(VendorSettings.DEFAULT));
    }

    /** Deepgram. */
    public static FakeSpeech deepgram() {
        return of(SpeechProtocols.deepgram(VendorSettings.DEFAULT));
    }

    /** MiniMax. */
    public static FakeSpeech miniMax() {
        return of(SpeechProtocols.miniMax(VendorSettings.DEFAULT));
    }

    /** Azure AI Speech. */
    public static FakeSpeech azure() {
        return of(SpeechProtocols.azure(VendorSettings.DEFAULT));
    }

    /** AssemblyAI. */
    public static FakeSpeech assemblyAi() {
        return of(SpeechProtocols.assemblyAi(VendorSettings.DEFAULT));
    }

    /** Runway. */
    public static FakeSpeech runway() {
        return of(SpeechProtocols.runway(VendorSettings.DEFAULT));
    }

    private static FakeSpeech of(Protocol protocol) {
        return new FakeSpeech(protocol, VendorSettings.DEFAULT);
    }
}
