package dev.dragoman.errors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.Providers;
import dev.dragoman.dialect.Dialect;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What refusals mean of vendors that speak in a format of their own: by their words first, then by their status. */
final class NativeErrorsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
            bedrock | amazon.nova-pro-v1:0 | ValidationException | 400 | {"message":"Input is too long for requested model."} | ContextWindowExceededError | 400
            bedrock | amazon.nova-pro-v1:0 | ValidationException | 400 | {"message":"too many tokens: total number of tokens must be less than 8192"} | ContextWindowExceededError | 400
            bedrock | amazon.nova-pro-v1:0 | ValidationException | 400 | {"message":"Malformed input request: expected maxLength: 20000, actual: 30000, please reformat your input and try again."} | ContextWindowExceededError | 400
            bedrock | amazon.nova-pro-v1:0 | ValidationException | 400 | {"message":"The model returned the following errors: prompt is too long: 210000 tokens > 200000 maximum"} | ContextWindowExceededError | 400
            bedrock | amazon.nova-pro-v1:0 | ValidationException | 400 | {"message":"prompt: length: 1..99999"} | ContextWindowExceededError | 400
            bedrock | amazon.nova-pro-v1:0 | ValidationException | 400 | {"message":"Too many input tokens. Max input tokens: 8192, request input token count: 9000"} | ContextWindowExceededError | 400
            bedrock | amazon.nova-pro-v1:0 | ValidationException | 400 | {"message":"Conversation blocks and tool result blocks cannot be provided in the same turn."} | BadRequestError | 400
            bedrock | amazon.nova-pro-v1:0 | ValidationException | 400 | {"message":"A conversation must start with a user message. Try again with a conversation that starts with a user message."} | BadRequestError | 400
            bedrock | amazon.nova-pro-v1:0 | UnrecognizedClientException:http://internal.amazon.com/coral/com.amazon.coral.service/ | 403 | {"message":"The security token included in the request is invalid."} | AuthenticationError | 401
            bedrock | amazon.nova-pro-v1:0 | AccessDeniedException | 403 | {"message":"You don't have access to the model with the specified model ID."} | PermissionDeniedError | 403
            bedrock | amazon.nova-pro-v1:0 | ResourceNotFoundException | 404 | {"message":"Could not resolve the foundation model from the provided model identifier."} | NotFoundError | 404
            bedrock | amazon.nova-pro-v1:0 | ModelTimeoutException | 408 | {"message":"The model took too long to respond."} | Timeout | 408
            bedrock | amazon.nova-pro-v1:0 | ModelErrorException | 424 | {"message":"The request failed due to an error while processing the model.","originalStatusCode":500} | InternalServerError | 424
            bedrock | amazon.nova-pro-v1:0 | ThrottlingException | 429 | {"message":"Too many requests, please wait before trying again."} | RateLimitError | 429
            bedrock | amazon.nova-pro-v1:0 | ThrottlingException | 400 | {"message":"Rate exceeded"} | RateLimitError | 429
            bedrock | amazon.nova-pro-v1:0 | ModelNotReadyException | 429 | {"message":"Model is not ready for inference."} | RateLimitError | 429
            bedrock | amazon.nova-pro-v1:0 | ServiceQuotaExceededException | 400 | {"message":"Your request exceeds the service quota for your account."} | RateLimitError | 429
            bedrock | amazon.nova-pro-v1:0 | InternalServerException | 500 | {"message":"The system encountered an unexpected error during processing. Try your request again."} | InternalServerError | 500
            bedrock | amazon.nova-pro-v1:0 | ServiceUnavailableException | 503 | {"message":"Bedrock is unable to process your request."} | ServiceUnavailableError | 503
            bedrock | amazon.nova-pro-v1:0 | - | 504 | ~<html><body>504 Gateway Time-out</body></html>~ | Timeout | 504
            bedrock | invoke/meta.llama3-70b-instruct-v1:0 | ValidationException | 400 | {"message":"Input is too long for requested model."} | ContextWindowExceededError | 400
            bedrock | invoke/meta.llama3-70b-instruct-v1:0 | ThrottlingException | 429 | {"message":"Too many tokens, please wait before trying again."} | RateLimitError | 429
            sagemaker | e | ModelError | 424 | {"ErrorCode":"CLIENT_ERROR_FROM_MODEL","OriginalStatusCode":422,"OriginalMessage":"{\\"error\\":\\"Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 4000 `inputs` tokens and 200 `max_new_tokens`\\",\\"error_type\\":\\"validation\\"}"} | ContextWindowExceededError | 400
            sagemaker | e | ModelError | 424 | {"ErrorCode":"CLIENT_ERROR_FROM_MODEL","OriginalStatusCode":422,"OriginalMessage":"{\\"error\\":\\"Input validation error: `best_of` must be > 0 and <= 2. Given: 3\\",\\"error_type\\":\\"validation\\"}"} | BadRequestError | 400
            sagemaker | e | ModelError | 424 | {"ErrorCode":"INTERNAL_FAILURE_FROM_MODEL","OriginalStatusCode":400,"OriginalMessage":"{\\"code\\":400,\\"message\\":\\"The model needs an instance type with more CPU capacity or memory.\\"}"} | ContextWindowExceededError | 400
            sagemaker | e | ThrottlingException | 400 | {"message":"Rate exceeded"} | RateLimitError | 429
            sagemaker | e | ServiceUnavailable | 503 | {"Message":"The service is temporarily unavailable."} | ServiceUnavailableError | 503
            sagemaker | e | InternalFailure | 500 | {"Message":"An internal failure occurred."} | InternalServerError | 500
            sagemaker_chat | e | ExpiredTokenException | 403 | {"message":"The security token included in the request is expired"} | AuthenticationError | 401
            vertex_ai | gemini-2.5-flash | - | 403 | [{"error":{"code":403,"message":"Permission 'aiplatform.endpoints.predict' denied on resource '//aiplatform.googleapis.com/projects/p'","status":"PERMISSION_DENIED"}}] | PermissionDeniedError | 403
            vertex_ai | gemini-2.5-flash | - | 400 | {"error":{"code":400,"message":"The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).","status":"INVALID_ARGUMENT"}} | ContextWindowExceededError | 400
            vertex_ai | gemini-2.5-flash | - | 400 | {"error":{"code":400,"message":"Request payload size exceeds the limit: 20971520 bytes.","status":"INVALID_ARGUMENT"}} | ContextWindowExceededError | 400
            vertex_ai | gemini-2.5-flash | - | 429 | {"error":{"code":429,"message":"Resource exhausted. Please try again later.","status":"RESOURCE_EXHAUSTED"}} | RateLimitError | 429
            vertex_ai | gemini-2.5-flash | - | 429 | {"error":{"code":429,"message":"Quota exceeded for aiplatform.googleapis.com/generate_content_requests_per_minute","status":"RESOURCE_EXHAUSTED"}} | RateLimitError | 429
            vertex_ai | gemini-2.5-flash | - | 503 | {"error":{"code":503,"message":"The model is overloaded. Please try again later.","status":"UNAVAILABLE"}} | ServiceUnavailableError | 503
            vertex_ai | gemini-2.5-flash | - | 500 | {"error":{"code":500,"message":"Internal error encountered.","status":"INTERNAL"}} | InternalServerError | 500
            gemini | gemini-2.5-flash | - | 400 | {"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]}} | AuthenticationError | 401
            vertex_ai | claude-sonnet-4-5@20250929 | - | 400 | {"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 210000 tokens > 200000 maximum"}} | ContextWindowExceededError | 400
            vertex_ai | claude-sonnet-4-5@20250929 | - | 529 | {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}} | InternalServerError | 500
            cohere_chat | command-a-03-2025 | - | 401 | {"id":"x","message":"invalid api token"} | AuthenticationError | 401
            cohere_chat | command-a-03-2025 | - | 401 | {"message":"No API key provided."} | AuthenticationError | 401
            cohere_chat | command-a-03-2025 | - | 400 | {"id":"x","message":"too many tokens: total number of tokens in the prompt cannot exceed 128000"} | ContextWindowExceededError | 400
            cohere_chat | command-a-03-2025 | - | 400 | {"message":"invalid type: parameter max_tokens is of type string but should be of type int"} | BadRequestError | 400
            cohere_chat | command-a-03-2025 | - | 498 | {"message":"the request contained an invalid token"} | BadRequestError | 400
            cohere_chat | command-a-03-2025 | - | 429 | {"message":"You are using a Trial key, which is limited to 10 API calls / minute."} | RateLimitError | 429
            cohere_chat | command-a-03-2025 | - | 500 | {"message":"internal server error, this has been reported to our developers."} | InternalServerError | 500
            replicate | meta/llama | - | 401 | {"title":"Unauthenticated","detail":"You did not pass a valid authentication token","status":401} | AuthenticationError | 401
            replicate | meta/llama | - | 403 | {"detail":"Incorrect authentication token. Learn how to authenticate and get your API token here: https://replicate.com/docs/reference/http#authentication"} | AuthenticationError | 401
            replicate | meta/llama | - | 400 | {"detail":"Your input is too long. Max input length is 4096 tokens, but you supplied 5000 tokens"} | ContextWindowExceededError | 400
            replicate | meta/llama | - | 429 | {"detail":"Request was throttled. Expected available in 1 second.","status":429} | RateLimitError | 429
            replicate | meta/llama | - | 422 | {"title":"Input validation failed","detail":"- input: prompt is required","status":422,"invalid_fields":[{"type":"required","field":"input.prompt","description":"prompt is required"}]} | UnprocessableEntityError | 422
            replicate | meta/llama | - | 413 | {"detail":"Payload too large","status":413} | BadRequestError | 413
            replicate | meta/llama | - | 408 | {"detail":"Timeout"} | Timeout | 408
            replicate | meta/llama | - | 500 | {"detail":"Internal server error"} | ServiceUnavailableError | 503
            watsonx | ibm/granite | - | 403 | {"errors":[{"code":"token_quota_reached","message":"Request is rejected because the token quota is reached","more_info":""}],"trace":"t","status_code":403} | RateLimitError | 429
            watsonx | ibm/granite | - | 400 | {"errors":[{"code":"model_no_support_for_function","message":"Model 'ibm/granite' does not support function 'function_text_chat'"}],"trace":"t","status_code":400} | BadRequestError | 400
            watsonx | ibm/granite | - | 401 | {"errors":[{"code":"authentication_token_not_valid","message":"Failed to authenticate the request due to invalid token"}],"trace":"t","status_code":401} | AuthenticationError | 401
            watsonx | ibm/granite | - | 400 | {"errors":[{"code":"invalid_input_argument","message":"This model's maximum context length is 8192 tokens"}],"trace":"t","status_code":400} | ContextWindowExceededError | 400
            watsonx | ibm/granite | - | 404 | {"errors":[{"code":"model_not_supported","message":"Model 'x' is not supported for this environment."}],"trace":"t","status_code":404} | NotFoundError | 404
            watsonx | ibm/granite | - | 500 | {"errors":[{"code":"downstream_request_failed","message":"The server received an invalid response from an upstream server."}],"trace":"t","status_code":500} | InternalServerError | 500
            watsonx_text | ibm/granite | - | 403 | {"errors":[{"code":"token_quota_reached","message":"Request is rejected because the token quota is reached","more_info":""}],"trace":"t","status_code":403} | RateLimitError | 429
            watsonx_text | ibm/granite | - | 400 | {"errors":[{"code":"invalid_input_argument","message":"the number of input tokens 9000 cannot exceed the total tokens limit 8192 for this model"}],"trace":"t","status_code":400} | ContextWindowExceededError | 400
            oci | meta.llama | - | 401 | {"code":"NotAuthenticated","message":"The required information to complete authentication was not provided or was incorrect."} | AuthenticationError | 401
            oci | meta.llama | - | 404 | {"code":"NotAuthorizedOrNotFound","message":"Authorization failed or requested resource not found."} | NotFoundError | 404
            oci | meta.llama | - | 429 | {"code":"TooManyRequests","message":"Too many requests for the user"} | RateLimitError | 429
            oci | meta.llama | - | 500 | {"code":"InternalServerError","message":"An internal server error occurred."} | InternalServerError | 500
            ollama_chat | m | - | 404 | {"error":"model 'm' not found"} | NotFoundError | 404
            ollama_chat | m | - | 400 | {"error":"open /usr/share/ollama/.ollama/models: no such file or directory"} | BadRequestError | 400
            ollama_chat | m | - | 500 | {"error":"llama runner process has terminated: exit status 2"} | InternalServerError | 500
            github_copilot | gpt-4o | - | 401 | ~unauthorized: token expired~ | AuthenticationError | 401
            github_copilot | gpt-4o | - | 429 | ~rate limit exceeded~ | RateLimitError | 429
            sap | gpt-4o | - | 400 | {"error":{"request_id":"r","code":400,"message":"Request failed: This model's maximum context length is 128000 tokens.","location":"LLM Module"}} | ContextWindowExceededError | 400
            sap | gpt-4o | - | 403 | {"error":{"request_id":"r","code":403,"message":"Forbidden"}} | PermissionDeniedError | 403
            gigachat | GigaChat | - | 401 | {"status":401,"message":"Unauthorized"} | AuthenticationError | 401
            gigachat | GigaChat | - | 422 | {"status":422,"message":"Invalid params: Prompt tokens exceeds context size"} | UnprocessableEntityError | 422
            gigachat | GigaChat | - | 429 | {"status":429,"message":"Too many requests"} | RateLimitError | 429
            text-completion-codestral | codestral-latest | - | 401 | {"message":"Unauthorized","request_id":"r"} | AuthenticationError | 401
            text-completion-codestral | codestral-latest | - | 429 | {"object":"error","message":"Service tier capacity exceeded for this model.","type":"service_tier_capacity_exceeded","param":null,"code":"3505"} | RateLimitError | 429
            huggingface | m | - | 422 | {"error":"Input validation error: `inputs` tokens + `max_new_tokens` must be <= 2048","error_type":"validation"} | ContextWindowExceededError | 400
            huggingface | m | - | 429 | {"error":"Rate limit reached. You reached free usage limit (reset hourly)."} | RateLimitError | 429
            together_ai | m | - | 422 | {"error":{"message":"Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4097","type":"invalid_request_error"}} | ContextWindowExceededError | 400
            together_ai | m | - | 401 | {"error":{"message":"invalid private key"}} | AuthenticationError | 401
            ai21 | jamba | - | 400 | {"detail":"Prompt has too many tokens"} | ContextWindowExceededError | 400
            databricks | m | - | 403 | {"error_code":"403","message":"Unauthorized access to Org: 1"} | PermissionDeniedError | 403
            cloudflare | m | - | 401 | {"success":false,"errors":[{"code":10000,"message":"Authentication error"}],"messages":[],"result":null} | AuthenticationError | 401
            azure_ai | m | - | 404 | {"error":{"code":"DeploymentNotFound","message":"The API deployment for this resource does not exist."}} | NotFoundError | 404
            """)
    void aRefusalMeansWhatTheVendorSays(
            String provider, String model, @Nullable String exception, int status, String body, String name, int told) {
        Map<String, String> headers = exception == null ? Map.of() : Map.of("x-amzn-errortype", exception);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

        LlmException error =
                dialect(provider, model).readError(new VendorError(provider, model, status, headers, bytes));

        assertThat(error.errorName()).as(error.getMessage()).isEqualTo(name);
        assertThat(error.status()).isEqualTo(told);
        assertThat(error.detail().provider()).isEqualTo(provider);
        assertThat(error.detail().model()).isEqualTo(model);
        assertThat(error.detail().message()).isNotBlank();
    }

    private static Dialect dialect(String provider, String model) {
        return Objects.requireNonNull(Providers.builtIn().find(provider, model), provider)
                .dialect();
    }
}
