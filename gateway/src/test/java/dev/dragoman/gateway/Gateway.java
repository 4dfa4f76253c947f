package dev.dragoman.gateway;

import dev.dragoman.gateway.config.ConfigLoader;
import dev.dragoman.gateway.config.Environment;
import dev.dragoman.gateway.config.ModelCheck;
import dev.dragoman.testkit.FakeAnthropic;
import dev.dragoman.testkit.FakeAzureOpenAi;
import dev.dragoman.testkit.FakeBedrock;
import dev.dragoman.testkit.FakeCohere;
import dev.dragoman.testkit.FakeCopilot;
import dev.dragoman.testkit.FakeGemini;
import dev.dragoman.testkit.FakeOci;
import dev.dragoman.testkit.FakeOllama;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.FakeOpenAiCompatible;
import dev.dragoman.testkit.FakeSageMaker;
import dev.dragoman.testkit.FakeSap;
import dev.dragoman.testkit.FakeVertex;
import dev.dragoman.testkit.FakeWatsonx;
import dev.dragoman.testkit.vendor.FakeVendor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** A running gateway before one fake vendor of each kind; the models are named after the vendors. */
public final class Gateway implements AutoCloseable {

    public static final String KEY = "sk-master-for-tests";

    public final FakeOpenAi openai = FakeOpenAi.start();
    public final FakeAzureOpenAi azure = FakeAzureOpenAi.start();
    public final FakeAnthropic anthropic = FakeAnthropic.start();
    public final FakeGemini gemini = FakeGemini.start();
    public final FakeBedrock bedrock = FakeBedrock.start();
    public final FakeCohere cohere = FakeCohere.start();
    public final FakeOllama ollama = FakeOllama.start();
    public final FakeOpenAiCompatible compatible = FakeOpenAiCompatible.start();
    public final FakeVertex vertex = FakeVertex.start();
    public final FakeWatsonx watsonx = FakeWatsonx.start();
    public final FakeSageMaker sagemaker = FakeSageMaker.start();
    public final FakeOci oci = FakeOci.start();
    public final FakeCopilot copilot = FakeCopilot.start();
    public final FakeSap sap = FakeSap.start();
    public final Path config;

    private final Server server;
    private final HttpClient http = HttpClient.newHttpClient();

    private Gateway(UnaryOperator<String> file, Map<String, String> variables) {
        try {
            config = Folders.make("gateway").resolve("config.yaml");
            Files.writeString(config, file.apply(yaml()));
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
        Environment environment = new Environment(Map.of(
                        "DRAGOMAN_DATA_DIR", config.resolveSibling("data").toString()))
                .with(variables);
        ConfigLoader.Loaded loaded = ConfigLoader.load(config, environment, ModelCheck.NONE);
        server = Server.start(loaded, KEY, "127.0.0.1", 0);
        server.watch(config, loaded, environment);
    }

    public static Gateway start() {
        return new Gateway(usual -> usual, Map.of());
    }

    public static Gateway startWith(String moreYaml) {
        return new Gateway(usual -> usual + moreYaml, Map.of());
    }

    /** A gateway with another file than the usual one. */
    public static Gateway startOf(String yaml) {
        return startOf(yaml, Map.of());
    }

    /** A gateway with another file and these environment variables. */
    public static Gateway startOf(String yaml, Map<String, String> variables) {
        return new Gateway(usual -> yaml, variables);
    }

    /** The fake behind a model's name. */
    public FakeVendor vendor(String model) {
        return switch (model) {
            case "openai" -> openai;
            case "azure" -> azure;
            case "anthropic" -> anthropic;
            case "gemini" -> gemini;
            case "bedrock", "bedrock-key", "bedrock-invoke" -> bedrock;
            case "cohere" -> cohere;
            case "ollama" -> ollama;
            case "watsonx" -> watsonx;
            case "sagemaker" -> sagemaker;
            case "oci" -> oci;
            case "copilot" -> copilot;
            case "sap" -> sap;
            case "compatible" -> compatible;
            case "vertex-gemini", "vertex-claude", "vertex-open" -> vertex;
            default -> throw new IllegalArgumentException(model);
        };
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    public int port() {
        return server.port();
    }

    public String yaml() {
        return """
                model_list:
                %s
                  - model_name: openai
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s"}
                  - model_name: azure
                    litellm_params: {model: azure/gpt-4o, api_key: sk-x, api_base: "%s", api_version: "2024-10-21"}
                  - model_name: anthropic
                    litellm_params: {model: anthropic/claude-sonnet-4-5, api_key: sk-x, api_base: "%s"}
                  - model_name: gemini
                    litellm_params: {model: gemini/gemini-2.5-flash, api_key: x, api_base: "%s/v1beta"}
                  - model_name: bedrock
                    litellm_params:
                      model: bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0
                      aws_access_key_id: %s
                      aws_secret_access_key: %s
                      aws_region_name: eu-west-1
                      aws_bedrock_runtime_endpoint: "%s"
                  - model_name: bedrock-key
                    litellm_params: {model: bedrock/converse/openai.gpt-oss-120b-1:0, api_key: ABSK-x, api_base: "%s"}
                  - model_name: cohere
                    litellm_params: {model: cohere_chat/command-a-reasoning-08-2025, api_key: x, api_base: "%s"}
                  - model_name: ollama
                    litellm_params: {model: "ollama_chat/gpt-oss:20b", api_base: "%s"}
                  - model_name: compatible
                    litellm_params: {model: openai_like/some-model, api_key: sk-x, api_base: "%s"}
                  - model_name: vertex-gemini
                    litellm_params: {model: vertex_ai/gemini-2.5-flash, vertex_credentials: '%s', api_base: "%s"}
                  - model_name: vertex-claude
                    litellm_params: {model: vertex_ai/claude-sonnet-4-5@20250929, vertex_location: us-east5, vertex_credentials: %s, api_base: "%s"}
                  - model_name: vertex-open
                    litellm_params: {model: vertex_ai/meta/llama-4-scout, vertex_project: p, vertex_location: global, api_key: ya29.x, api_base: "%s"}
                  - model_name: "wild/*"
                    litellm_params: {model: "openai/*", api_key: sk-x, api_base: "%s"}
                router_settings: {num_retries: 0}
                """.formatted(
                        furtherVendors(),
                        openai.baseUrl(),
                        azure.baseUrl(),
                        anthropic.baseUrl(),
                        gemini.baseUrl(),
                        FakeBedrock.ACCESS_KEY_ID,
                        FakeBedrock.SECRET_ACCESS_KEY,
                        bedrock.baseUrl(),
                        bedrock.baseUrl(),
                        cohere.baseUrl(),
                        ollama.baseUrl(),
                        compatible.baseUrl(),
                        vertex.credentials(),
                        vertex.baseUrl(),
                        vertex.credentials(),
                        vertex.baseUrl(),
                        vertex.baseUrl(),
                        openai.baseUrl());
    }

    private String furtherVendors() {
        return """
                  - model_name: watsonx
                    litellm_params: {model: watsonx/ibm/granite-3-8b-instruct, zen_api_key: "user:key", project_id: 0f0e0d0c-0b0a-4908-8706-050403020100, api_base: "%s"}
                  - model_name: sagemaker
                    litellm_params: {model: sagemaker_chat/my-endpoint, aws_access_key_id: %s, aws_secret_access_key: %s, aws_region_name: eu-west-1, api_base: "%s"}
                  - model_name: bedrock-invoke
                    litellm_params: {model: bedrock/invoke/anthropic.claude-sonnet-4-5-20250929-v1:0, api_key: ABSK-x, api_base: "%s"}
                  - model_name: oci
                    litellm_params: {model: oci/meta.llama-3.3-70b-instruct, oci_tenancy: %s, oci_user: %s, oci_fingerprint: "%s", oci_key: "%s", oci_compartment_id: c, api_base: "%s"}
                  - model_name: copilot
                    litellm_params: {model: github_copilot/gpt-4o, api_key: ghu-x, github_copilot_api_key_url: "%s"}
                  - model_name: sap
                    litellm_params: {model: sap/gpt-4o, aicore_service_key: '%s'}""".formatted(
                        watsonx.baseUrl(),
                        FakeSageMaker.ACCESS_KEY_ID,
                        FakeSageMaker.SECRET_ACCESS_KEY,
                        sagemaker.baseUrl(),
                        bedrock.baseUrl(),
                        FakeOci.TENANCY,
                        FakeOci.USER,
                        FakeOci.FINGERPRINT,
                        oci.key().replaceAll("\\R", "\\\\n"),
                        oci.baseUrl(),
                        copilot.tokenUrl(),
                        sap.serviceKey())
                .indent(2);
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url() + path))
                .header("authorization", "Bearer " + KEY)
                .build());
    }

    public HttpResponse<String> post(String path, String json, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .header("authorization", "Bearer " + KEY)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Begins an orderly shutdown, and returns when it is complete. */
    public void drain() {
        server.drain();
    }

    /** A plain question to a model. */
    public static String question(String model, boolean stream) {
        return "{\"model\":\"" + model + "\",\"stream\":" + stream
                + ",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"Say hi\"}]}";
    }

    @Override
    public void close() {
        http.close();
        server.close();
        Folders.delete(Objects.requireNonNull(config.getParent()));
        openai.close();
        azure.close();
        anthropic.close();
        gemini.close();
        bedrock.close();
        cohere.close();
        ollama.close();
        compatible.close();
        vertex.close();
        watsonx.close();
        sagemaker.close();
        oci.close();
        copilot.close();
        sap.close();
    }
}
