package dev.dragoman.gateway.service;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.http.Multipart;
import dev.dragoman.provider.FormFile;
import dev.dragoman.testkit.FakeAzureOpenAi;
import dev.dragoman.testkit.FakeGemini;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.FakeOpenAiCompatible;
import dev.dragoman.testkit.FakeSpeech;
import dev.dragoman.testkit.FakeVertex;
import dev.dragoman.testkit.vendor.FakeVendor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A gateway before fakes that speak and listen; the models are named after the vendors. */
final class AudioGateway implements AutoCloseable {

    final Gateway gateway;
    final OpenAIClient client;
    private final Map<String, FakeVendor> vendors = new TreeMap<>();
    private final List<String> models = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    private AudioGateway() {
        FakeOpenAi openai = FakeOpenAi.start();
        FakeAzureOpenAi azure = FakeAzureOpenAi.start();
        FakeOpenAiCompatible compatible = FakeOpenAiCompatible.start();
        FakeGemini gemini = FakeGemini.start();
        FakeVertex vertex = FakeVertex.start();
        model(openai, "openai", "openai/tts-1", "api_key: sk-x, api_base: \"" + openai.baseUrl() + "\"");
        model(openai, "mini", "openai/gpt-4o-mini-tts", "api_key: sk-x, api_base: \"" + openai.baseUrl() + "\"");
        model(azure, "azure", "azure/tts", "api_key: x, api_version: v1, api_base: \"" + azure.baseUrl() + "\"");
        model(compatible, "compatible", "groq/playai-tts", key(compatible.baseUrl()));
        model(gemini, "gemini", "gemini/gemini-2.5-flash-preview-tts", key(gemini.baseUrl() + "/v1beta"));
        model(
                vertex,
                "vertex-gemini",
                "vertex_ai/gemini-2.5-flash-tts",
                "vertex_credentials: '" + vertex.credentials() + "', api_base: \"" + vertex.baseUrl() + "\"");
        model(openai, "whisper", "openai/whisper-1", key(openai.baseUrl()));
        model(openai, "transcribe", "openai/gpt-4o-transcribe", key(openai.baseUrl()));
        model(azure, "azure-whisper", "azure/whisper", key(azure.baseUrl()) + ", api_version: v1");
        model(compatible, "groq", "groq/whisper-large-v3", key(compatible.baseUrl()));
        model(gemini, "gemini-flash", "gemini/gemini-2.5-flash", key(gemini.baseUrl() + "/v1beta"));
        model(FakeSpeech.elevenLabs(), "scribe", "elevenlabs/scribe_v1");
        model(FakeSpeech.deepgram(), "nova", "deepgram/nova-3");
        model(FakeSpeech.azure(), "azure-fast", "azure/speech/fast");
        model(FakeSpeech.assemblyAi(), "assemblyai", "assemblyai/universal-2");
        FakeSpeech google = FakeSpeech.google();
        model(
                google,
                "cloud",
                "vertex_ai/",
                "vertex_project: p, api_key: ya29.x, api_base: \"" + google.baseUrl() + "\"");
        FakeSpeech polly = FakeSpeech.polly();
        String keys = "aws_access_key_id: " + FakeSpeech.ACCESS_KEY_ID + ", aws_secret_access_key: "
                + FakeSpeech.SECRET_ACCESS_KEY + ", api_base: \"" + polly.baseUrl() + "\"";
        model(polly, "polly", "aws_polly/neural", keys);
        model(polly, "polly-generative", "aws_polly/generative", keys);
        model(FakeSpeech.elevenLabs(), "elevenlabs", "elevenlabs/eleven_multilingual_v2");
        model(FakeSpeech.deepgram(), "deepgram", "deepgram/aura-2-thalia-en");
        model(FakeSpeech.runway(), "runway", "runwayml/eleven_multilingual_v2");
        model(FakeSpeech.miniMax(), "minimax", "minimax/speech-02-hd");
        model(FakeSpeech.azure(), "azure-speech", "azure/speech/azure-tts");
        gateway = Gateway.startOf("model_list:\n" + String.join("", models) + "router_settings: {num_retries: 0}\n");
        client = OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + "/v1")
                .apiKey(Gateway.KEY)
                .maxRetries(0)
                .build();
    }

    static AudioGateway start() {
        return new AudioGateway();
    }

    /** The fake behind a model's name. */
    FakeVendor vendor(String model) {
        FakeVendor vendor = vendors.get(model);
        if (vendor == null) {
            throw new IllegalArgumentException(model);
        }
        return vendor;
    }

    /** Asks for speech as JSON. */
    HttpResponse<byte[]> speak(String json) {
        return send(HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/audio/speech"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** Asks for the text of a recording by a form with these fields. */
    HttpResponse<byte[]> listen(String path, FormFile file, String... fields) {
        List<Multipart.Part> parts = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            parts.add(Multipart.Part.text(fields[i], fields[i + 1]));
        }
        parts.add(new Multipart.Part(file.field(), file.name(), file.contentType(), file.bytes()));
        return form(path, "form-data; boundary=b", Multipart.write(parts, "b").toBytes());
    }

    /** Sends a form as it is. */
    HttpResponse<byte[]> form(String path, String type, byte[] body) {
        return send(HttpRequest.newBuilder(URI.create(gateway.url() + path))
                .header("content-type", "multipart/" + type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return http.send(
                    request.header("authorization", "Bearer " + Gateway.KEY).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String key(String base) {
        return "api_key: x, api_base: \"" + base + "\"";
    }

    private void model(FakeVendor vendor, String name, String model) {
        model(vendor, name, model, key(vendor.baseUrl()));
    }

    private void model(FakeVendor vendor, String name, String model, String settings) {
        vendors.put(name, vendor);
        models.add("  - model_name: " + name + "\n    litellm_params: {model: \"" + model + "\", " + settings + "}\n");
    }

    @Override
    public void close() {
        client.close();
        http.close();
        gateway.close();
        vendors.values().forEach(FakeVendor::close);
    }
}
