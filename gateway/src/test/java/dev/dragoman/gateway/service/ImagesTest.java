package dev.dragoman.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.http.StreamResponse;
import com.openai.models.images.ImageGenStreamEvent;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.images.ImagesResponse;
import dev.dragoman.json.JsonObject;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.Part;
import dev.dragoman.testkit.vendor.FakeVendor;
import dev.dragoman.testkit.vendor.Pictures;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images from a text, from images, and like another, of every kind of vendor. */
final class ImagesTest {

    private static ServiceVendors vendors;

    @BeforeAll
    static void start() {
        vendors = new ServiceVendors(
                "dalle openai/dall-e-3 openai",
                "dalle2 openai/dall-e-2 openai",
                "gpt openai/gpt-image-1 openai",
                "azure azure/dall-e-3 azure",
                "canvas bedrock/amazon.nova-canvas-v1:0 bedrock",
                "titan bedrock/amazon.titan-image-generator-v2:0 bedrock",
                "sdxl bedrock/stability.stable-diffusion-xl-v1 bedrock",
                "sd3 bedrock/us-west-2/stability.sd3-5-large-v1:0 bedrock",
                "inpaint bedrock/us.stability.stable-image-inpaint-v1:0 bedrock",
                "bedrock-chat bedrock/amazon.nova-pro-v1:0 bedrock",
                "imagen gemini/imagen-4.0-generate-001 gemini",
                "nano gemini/gemini-2.5-flash-image gemini",
                "vertex-imagen vertex_ai/imagen-3.0-capability-001 vertex",
                "vertex-nano vertex_ai/gemini-2.5-flash-image vertex",
                "flux azure_ai/FLUX.1-Kontext-pro /azure-ai",
                "flux2 azure_ai/FLUX.2-pro /azure-ai",
                "ultra stability/stable-image-ultra /stability",
                "core stability/stable-image-core /stability",
                "sd35 stability/sd3.5-large /stability",
                "stability-inpaint stability/inpaint /stability",
                "bfl black_forest_labs/flux-pro-1.1 /bfl",
                "kontext black_forest_labs/flux-kontext-pro /bfl/v1",
                "fill black_forest_labs/flux-pro-1.0-fill /bfl",
                "runway runwayml/gen4_image /runway",
                "recraft recraft/recraftv3 /recraft/v1",
                "fal fal_ai/fal-ai/flux/dev /fal",
                "fal-ultra fal_ai/fal-ai/flux-pro/v1.1-ultra /fal",
                "together together_ai/black-forest-labs/FLUX.1-dev /sized/together",
                "aiml aiml/flux/dev /sized/aiml",
                "siliconflow siliconflow/Kwai-Kolors/Kolors /sized/siliconflow",
                "hyperbolic hyperbolic/SDXL1.0-base /sized/hyperbolic",
                "openrouter openrouter/google/gemini-2.5-flash-image /sized/openrouter",
                "replicate replicate/black-forest-labs/flux-schnell replicate",
                "fireworks fireworks_ai/flux-1-schnell-fp8 /pictures/fireworks",
                "fireworks-sdxl fireworks_ai/accounts/fireworks/models/stable-diffusion-xl-1024-v1-0 /pictures/fireworks",
                "fireworks-kontext fireworks_ai/flux-kontext-pro /pictures/fireworks",
                "segmind segmind/sdxl1.0-txt2img /pictures/segmind",
                "segmind-flux segmind/flux-schnell /pictures/segmind/v1",
                "topaz topaz/Standard-V2 /pictures/topaz");
    }

    @AfterAll
    static void stop() {
        vendors.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dalle",
                "azure",
                "canvas",
                "titan",
                "sdxl",
                "sd3",
                "imagen",
                "vertex-imagen",
                "flux",
                "flux2",
                "ultra",
                "core",
                "sd35",
                "bfl",
                "kontext",
                "recraft",
                "fal",
                "fal-ultra",
                "together",
                "hyperbolic",
                "openrouter",
                "replicate",
                "fireworks",
                "fireworks-sdxl",
                "segmind",
                "segmind-flux"
            })
    @SuppressWarnings("deprecation") // older clients ask in this way
    void theImageItselfIsAnsweredWhereItIsWanted(String model) {
        ImagesResponse answer = vendors.client
                .images()
                .generate(ImageGenerateParams.builder()
                        .model(model)
                        .prompt("a cat")
                        .responseFormat(ImageGenerateParams.ResponseFormat.B64_JSON)
                        .build());

        assertThat(answer.data().orElseThrow()).hasSize(1);
        assertThat(answer.data().orElseThrow().getFirst().b64Json()).contains(Pictures.base64("a cat", 0));
        assertThat(answer.created()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dalle", "bfl", "runway", "recraft", "fal", "together", "aiml", "siliconflow", "replicate"})
    @SuppressWarnings("deprecation") // older clients ask in this way
    void theAddressIsAnsweredWhereTheVendorTellsOne(String model) {
        ImagesResponse answer = vendors.client
                .images()
                .generate(ImageGenerateParams.builder()
                        .model(model)
                        .prompt("a cat")
                        .responseFormat(ImageGenerateParams.ResponseFormat.URL)
                        .build());

        assertThat(answer.data().orElseThrow().getFirst().url().orElseThrow()).startsWith("http");
    }

    @ParameterizedTest
    @ValueSource(strings = {"canvas", "imagen", "ultra", "openrouter", "sdxl", "hyperbolic", "fireworks", "segmind"})
    void anAddressIsRefusedWhereTheVendorTellsNone(String model) {
        HttpResponse<String> answer = vendors.post(
                "/v1/images/generations",
                "{\"model\":\"" + model + "\",\"prompt\":\"a cat\",\"response_format\":\"url\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("response_format");
    }

    @ParameterizedTest
    @CsvSource({
        "dalle2,2",
        "gpt,2",
        "canvas,2",
        "sdxl,2",
        "sd3,2",
        "imagen,2",
        "core,2",
        "bfl,2",
        "runway,2",
        "recraft,2",
        "fal,2",
        "together,2",
        "aiml,2",
        "siliconflow,2",
        "openrouter,2",
        "replicate,2",
        "fireworks,2",
        "segmind,2"
    })
    void asManyAreAnsweredAsAreWanted(String model, int count) {
        ImagesResponse answer = vendors.client
                .images()
                .generate(ImageGenerateParams.builder()
                        .model(model)
                        .prompt("a cat")
                        .n(count)
                        .build());

        assertThat(answer.data().orElseThrow()).hasSize(count);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "canvas|1280x720|\"width\":1280,\"height\":720",
                "sdxl|1024x1024|\"width\":1024,\"height\":1024",
                "sd3|1792x1024|\"aspect_ratio\":\"16:9\"",
                "imagen|1024x1792|\"aspectRatio\":\"9:16\"",
                "vertex-imagen|1536x1024|\"aspectRatio\":\"4:3\"",
                "bfl|1024x768|\"width\":1024,\"height\":768",
                "kontext|1536x1024|\"aspect_ratio\":\"3:2\"",
                "runway|1920x1080|\"ratio\":\"1920:1080\"",
                "runway|1000x1000|\"ratio\":\"1024:1024\"",
                "recraft|1024x1536|\"size\":\"1024x1536\"",
                "fal|512x512|\"image_size\":{\"width\":512,\"height\":512}",
                "fal-ultra|1792x1024|\"aspect_ratio\":\"16:9\"",
                "together|512x256|\"width\":512,\"height\":256",
                "aiml|512x256|\"image_size\":{\"width\":512,\"height\":256}",
                "siliconflow|512x256|\"image_size\":\"512x256\"",
                "hyperbolic|512x256|\"width\":512,\"height\":256",
                "openrouter|1024x1024|\"image_config\":{\"aspect_ratio\":\"1:1\"}",
            })
    void sizesAreToldInTheVendorsWords(String model, String size, String sent) {
        FakeVendor vendor = fake(model);
        vendor.forgetRequests();

        HttpResponse<String> answer = vendors.post(
                "/v1/images/generations",
                "{\"model\":\"" + model + "\",\"prompt\":\"a cat\",\"size\":\"" + size + "\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(vendor.requests().getFirst().text()).contains(sent);
    }

    @ParameterizedTest
    @CsvSource({"hd,premium", "high,premium", "standard,standard", "low,standard"})
    void qualityIsToldToAmazonsModels(String quality, String sent) {
        vendors.post(
                "/v1/images/generations",
                "{\"model\":\"canvas\",\"prompt\":\"a cat\",\"quality\":\"" + quality
                        + "\",\"negative_prompt\":\"dogs\"}");

        assertThat(vendors.bedrock.lastRequest().text())
                .contains("\"quality\":\"" + sent + "\"", "\"negativeText\":\"dogs\"");
    }

    @Test
    void geminisModelsAreTalkedToOnceForEachImage() {
        vendors.gemini.answers(drawn("one"), drawn("two"));
        vendors.gemini.forgetRequests();

        HttpResponse<String> answer = vendors.post(
                "/v1/images/generations", "{\"model\":\"nano\",\"prompt\":\"a cat\",\"n\":2,\"size\":\"1024x1536\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains(base64("one"), base64("two"));
        assertThat(vendors.gemini.requests()).hasSize(2);
        assertThat(vendors.gemini.lastRequest().text())
                .contains("\"responseModalities\":[\"TEXT\",\"IMAGE\"]", "\"aspectRatio\":\"2:3\"");
        assertThat(usage(answer).integer("output_tokens")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nano", "vertex-nano"})
    void geminisModelsChangeImages(String model) {
        FakeVendor vendor = fake(model);
        vendor.answers(drawn("changed"));

        HttpResponse<String> answer = edit(model).send(vendors.gateway, "/v1/images/edits");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains(base64("changed"));
        assertThat(vendor.lastRequest().text()).contains(base64("CAT"), "image/png");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gpt|blue + CAT",
                "canvas|blue + CAT",
                "sd3|blue + CAT",
                "vertex-imagen|blue + CAT",
                "flux|blue + CAT",
                "sd35|blue + CAT",
                "recraft|blue + CAT",
            })
    void imagesAreChangedByAText(String model, String seen) {
        HttpResponse<String> answer = edit(model).send(vendors.gateway, "/v1/images/edits");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).matches(body -> body.contains(Pictures.base64(seen, 0)) || body.contains("https://"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gpt|blue + CAT within MASK",
                "canvas|blue + CAT within MASK",
                "inpaint|blue + CAT within MASK",
                "vertex-imagen|blue + CAT within MASK",
                "stability-inpaint|blue + CAT within MASK",
                "fill|",
                "recraft|",
            })
    void aMaskSaysWhatIsChanged(String model, String seen) {
        HttpResponse<String> answer =
                edit(model).file("mask", "image/png", "MASK").send(vendors.gateway, "/v1/images/edits");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains(seen == null ? "http" : Pictures.base64(seen, 0));
    }

    @Test
    void anImageOfSeveralIsFetchedForWhoeverWantsItself() {
        HttpResponse<String> answer =
                edit("kontext").text("response_format", "b64_json").send(vendors.gateway, "/v1/images/edits");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains(Pictures.base64("blue + " + base64("CAT"), 0));
    }

    @ParameterizedTest
    @CsvSource({"dalle2,like CAT", "canvas, + CAT", "topaz,clearer CAT"})
    void imagesLikeAnotherAreMade(String model, String words) {
        HttpResponse<String> answer = new Forms()
                .text("model", model)
                .text("response_format", "b64_json")
                .file("image", "image/png", "CAT")
                .send(vendors.gateway, "/v1/images/variations");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        String seen = model.equals("canvas") ? " + CAT" : words;
        assertThat(answer.body()).contains(Pictures.base64(seen, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fireworks|\"size\":\"1792x1024\",\"seed\":7|\"aspect_ratio\":\"16:9\",\"seed\":7",
                "fireworks-sdxl|\"size\":\"1024x768\",\"cfg_scale\":7|\"width\":1024,\"height\":768,\"cfg_scale\":7",
                "segmind|\"size\":\"1024x768\",\"style\":\"base\",\"scheduler\":\"UniPC\"|\"img_width\":1024,\"img_height\":768,\"scheduler\":\"UniPC\"",
            })
    void theirSizesAreToldInTheVendorsWords(String model, String members, String sent) {
        vendors.post(
                "/v1/images/generations",
                "{\"model\":\"" + model + "\",\"prompt\":\"a cat\",\"drop_params\":true," + members + "}");

        assertThat(vendors.services.lastRequest().text()).contains(sent);
    }

    @Test
    void anImageIsEnhancedToASize() {
        HttpResponse<String> answer = new Forms()
                .text("model", "topaz")
                .text("size", "2048x1024")
                .text("output_format", "png")
                .text("face_enhancement", "true")
                .file("image", "image/png", "CAT")
                .send(vendors.gateway, "/v1/images/variations");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains(Pictures.base64("clearer CAT", 0));
        assertThat(vendors.services.lastRequest().text())
                .contains("name=\"output_width\"")
                .contains("2048")
                .contains("Standard-V2");
        assertThat(vendors.services.lastRequest().header("x-api-key")).contains("sk-x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fireworks-kontext|\"prompt\":\"a cat\"|flux-1-schnell-fp8",
                "segmind-flux|\"prompt\":\"a cat\",\"size\":\"1024x1024\"|size",
                "topaz|\"prompt\":\"a cat\"|image variations",
            })
    void whatAModelCannotDoIsNamed(String model, String members, String told) {
        HttpResponse<String> answer =
                vendors.post("/v1/images/generations", "{\"model\":\"" + model + "\"," + members + "}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(told);
    }

    @Test
    void whatIsNoImageIsTheVendorsFault() {
        HttpResponse<String> answer =
                vendors.post("/v1/images/generations", "{\"model\":\"segmind\",\"prompt\":\"nothing\"}");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("expected: an image");
    }

    @Test
    void imagesComeAsDataInJsonAsWell() {
        HttpResponse<String> answer = vendors.post(
                "/v1/images/edits",
                "{\"model\":\"canvas\",\"prompt\":\"blue\",\"images\":[{\"image_url\":\"data:image/png;base64,"
                        + base64("CAT") + "\"}]}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains(Pictures.base64("blue + CAT", 0));
    }

    @Test
    void partsOfAnImageAreRelayedWhileItIsDrawn() {
        try (StreamResponse<ImageGenStreamEvent> events = vendors.client
                .images()
                .generateStreaming(ImageGenerateParams.builder()
                        .model("gpt")
                        .prompt("a cat")
                        .partialImages(2)
                        .build())) {
            List<ImageGenStreamEvent> all = events.stream().toList();

            assertThat(all).hasSize(3);
            assertThat(all.get(1).generationPartialImage().orElseThrow().b64Json())
                    .isEqualTo(Pictures.base64("part of a cat", 1));
            assertThat(all.getLast().generationCompleted().orElseThrow().b64Json())
                    .isEqualTo(Pictures.base64("a cat", 0));
        }
    }

    @Test
    void whatAnImageTookIsTold() {
        HttpResponse<String> answer =
                vendors.post("/v1/images/generations", "{\"model\":\"gpt\",\"prompt\":\"a cat\",\"quality\":\"low\"}");

        assertThat(usage(answer).integer("output_tokens")).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"canvas", "sdxl", "sd3", "imagen", "vertex-imagen", "bfl", "runway", "fal", "openrouter"})
    void aFilteredImageIsAMatterOfPolicy(String model) {
        HttpResponse<String> answer = vendors.post(
                "/v1/images/generations", "{\"model\":\"" + model + "\",\"prompt\":\"something forbidden\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("ContentPolicyViolationError");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "canvas|\"prompt\":7|prompt: 7",
                "canvas|\"prompt\":\"a\",\"n\":11|n: 11 (expected: a whole number from 1 to 10)",
                "canvas|\"prompt\":\"a\",\"size\":\"big\"|size: \\\"big\\\" (expected: width and height such as 1024x1024",
                "canvas|\"prompt\":\"a\",\"size\":\"1024x99999\"|size:",
                "canvas|\"prompt\":\"a\",\"quality\":\"best\"|quality: \\\"best\\\" (expected: standard, hd",
                "canvas|\"prompt\":\"a\",\"response_format\":\"gif\"|response_format: \\\"gif\\\" (expected: url, b64_json)",
                "canvas|\"prompt\":\"a\",\"background\":\"transparent\"|background",
                "canvas|\"prompt\":\"a\",\"stream\":true|stream",
                "imagen|\"prompt\":\"a\",\"n\":5|n: 5 (expected: at most 4)",
                "hyperbolic|\"prompt\":\"a\",\"n\":2|n",
                "bedrock-chat|\"prompt\":\"a\"|amazon.nova-pro-v1:0 does not do that",
                "core|\"prompt\":\"a\",\"style\":\"vivid\"|style",
                "runway|\"prompt\":\"a\",\"user\":\"u\"|user",
            })
    void whatCannotBeAskedIsRefusedBeforeAnyVendorIs(String model, String members, String told) {
        FakeVendor vendor = fake(model);
        vendor.forgetRequests();

        HttpResponse<String> answer =
                vendors.post("/v1/images/generations", "{\"model\":\"" + model + "\"," + members + "}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(told);
        assertThat(vendor.requests()).isEmpty();
    }

    @Test
    void whatTheVendorHasNoWordsForIsDroppedWhenTheCallerAgrees() {
        HttpResponse<String> answer = vendors.post(
                "/v1/images/generations",
                "{\"model\":\"canvas\",\"prompt\":\"a\",\"style\":\"vivid\",\"user\":\"u\",\"drop_params\":true}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-dragoman-dropped-params").orElse(""))
                .contains("style", "user");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sd3|image[1]",
                "recraft|image[1]",
                "sd35|image[1]",
            })
    void aSecondImageIsRefusedWhereOneIsTaken(String model, String told) {
        HttpResponse<String> answer =
                edit(model).file("image[]", "image/png", "DOG").send(vendors.gateway, "/v1/images/edits");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ultra|403|{\"id\":\"1\",\"name\":\"content_moderation\",\"errors\":[\"Your request was flagged by our content moderation system\"]}|flagged by our content moderation",
                "bfl|402|{\"detail\":\"Insufficient credits\"}|Insufficient credits",
                "fal|422|{\"detail\":[{\"loc\":[\"body\",\"prompt\"],\"msg\":\"field required\",\"type\":\"missing\"}]}|field required",
                "recraft|400|{\"code\":\"invalid_request\",\"message\":\"size is not supported\"}|size is not supported",
                "runway|400|{\"error\":\"Validation of body failed\",\"issues\":[{\"message\":\"Too big\"}]}|Validation of body failed",
            })
    void aVendorsRefusalKeepsItsMeaning(String model, int status, String body, String words) {
        vendors.services.answers(Answer.raw(status, "application/json", body.getBytes(StandardCharsets.UTF_8)));

        HttpResponse<String> answer =
                vendors.post("/v1/images/generations", "{\"model\":\"" + model + "\",\"prompt\":\"a cat\"}");

        assertThat(answer.statusCode()).isBetween(400, 499);
        assertThat(answer.body()).contains(words);
    }

    private static Forms edit(String model) {
        return new Forms().text("model", model).text("prompt", "blue").file("image", "image/png", "CAT");
    }

    private static Answer drawn(String words) {
        return Answer.of(new Part.Image("image/png", base64(words)));
    }

    private static String base64(String words) {
        return Base64.getEncoder().encodeToString(words.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject usage(HttpResponse<String> answer) {
        return Objects.requireNonNull(ServiceVendors.json(answer).object("usage"), answer.body());
    }

    private static FakeVendor fake(String model) {
        return switch (model) {
            case "canvas", "titan", "sdxl", "sd3", "inpaint", "bedrock-chat" -> vendors.bedrock;
            case "imagen", "nano" -> vendors.gemini;
            case "vertex-imagen", "vertex-nano" -> vendors.vertex;
            case "gpt", "dalle", "dalle2" -> vendors.openai;
            default -> vendors.services;
        };
    }
}
