package dev.dragoman.gateway.service;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.testkit.FakeAzureOpenAi;
import dev.dragoman.testkit.FakeBedrock;
import dev.dragoman.testkit.FakeCohere;
import dev.dragoman.testkit.FakeGemini;
import dev.dragoman.testkit.FakeOci;
import dev.dragoman.testkit.FakeOllama;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.FakeReplicate;
import dev.dragoman.testkit.FakeSageMaker;
import dev.dragoman.testkit.FakeServices;
import dev.dragoman.testkit.FakeVertex;
import dev.dragoman.testkit.FakeWatsonx;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A gateway before the vendors of vectors, rankings and images; models are named as their tests call them. */
final class ServiceVendors implements AutoCloseable {

    final FakeServices services = FakeServices.start();
    final FakeBedrock bedrock = FakeBedrock.start();
    final FakeVertex vertex = FakeVertex.start();
    final FakeGemini gemini = FakeGemini.start();
    final FakeOpenAi openai = FakeOpenAi.start();
    final FakeAzureOpenAi azure = FakeAzureOpenAi.start();
    final FakeCohere cohere = FakeCohere.start();
    final FakeOllama ollama = FakeOllama.start();
    final FakeWatsonx watsonx = FakeWatsonx.start();
    final FakeSageMaker sagemaker = FakeSageMaker.start();
    final FakeOci oci = FakeOci.start();
    final FakeReplicate replicate = FakeReplicate.start();
    final Gateway gateway;
    final OpenAIClient client;

    /** Each line: a model's name, its provider and model, and where it is: a path of the small vendors, or a vendor's name. */
    ServiceVendors(String... models) {
        String list = Stream.of(models).map(this::model).collect(Collectors.joining());
        gateway = Gateway.startOf("model_list:\n" + list + "router_settings: {num_retries: 0}\n");
        client = OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + "/v1")
                .apiKey(Gateway.KEY)
                .maxRetries(0)
                .build();
    }

    private String model(String line) {
        String[] words = line.split(" ", 3);
        return "  - model_name: " + words[0] + "\n    litellm_params: {model: \"" + words[1] + "\", " + place(words[2])
                + "}\n";
    }

    private String place(String name) {
        return switch (name) {
            case "bedrock" ->
                "aws_access_key_id: " + FakeBedrock.ACCESS_KEY_ID + ", aws_secret_access_key: "
                        + FakeBedrock.SECRET_ACCESS_KEY + ", aws_region_name: eu-west-1, api_base: \""
                        + bedrock.baseUrl() + "\"";
            case "vertex" ->
                "vertex_project: p, vertex_location: us-central1, api_key: ya29.x, api_base: \"" + vertex.baseUrl()
                        + "\"";
            case "gemini" -> "api_key: x, api_base: \"" + gemini.baseUrl() + "/v1beta\"";
            case "openai" -> "api_key: sk-x, api_base: \"" + openai.baseUrl() + "\"";
            case "azure" -> "api_key: sk-x, api_version: \"2025-04-01-preview\", api_base: \"" + azure.baseUrl() + "\"";
            case "cohere" -> "api_key: co-x, api_base: \"" + cohere.baseUrl() + "\"";
            case "cohere1" -> "api_key: co-x, api_base: \"" + cohere.baseUrl().replace("/v2", "") + "/v1/rerank\"";
            case "ollama" -> "api_base: \"" + ollama.baseUrl() + "\"";
            case "watsonx" ->
                "zen_api_key: \"user:key\", project_id: 0f0e0d0c-0b0a-4908-8706-050403020100, api_base: \""
                        + watsonx.baseUrl() + "\"";
            case "sagemaker" ->
                "aws_access_key_id: " + FakeSageMaker.ACCESS_KEY_ID + ", aws_secret_access_key: "
                        + FakeSageMaker.SECRET_ACCESS_KEY + ", aws_region_name: eu-west-1, api_base: \""
                        + sagemaker.baseUrl() + "\"";
            case "oci" ->
                "oci_tenancy: " + FakeOci.TENANCY + ", oci_user: " + FakeOci.USER + ", oci_fingerprint: \""
                        + FakeOci.FINGERPRINT + "\", oci_key: \"" + oci.key().replaceAll("\\R", "\\\\n")
                        + "\", oci_compartment_id: c, api_base: \"" + oci.baseUrl() + "\"";
            case "replicate" -> "api_key: r8_x, api_base: \"" + replicate.baseUrl() + "\"";
            default -> "api_key: sk-x, api_base: \"" + services.baseUrl() + name + "\"";
        };
    }

    HttpResponse<String> post(String path, String json) {
        return gateway.post(path, json);
    }

    static JsonObject json(HttpResponse<String> answer) {
        return Json.parseObject(answer.body());
    }

    @Override
    public void close() {
        client.close();
        gateway.close();
        services.close();
        bedrock.close();
        vertex.close();
        gemini.close();
        openai.close();
        azure.close();
        cohere.close();
        ollama.close();
        watsonx.close();
        sagemaker.close();
        oci.close();
        replicate.close();
    }
}
