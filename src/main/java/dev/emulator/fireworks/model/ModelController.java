package dev.emulator.fireworks.model;

import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.auth.Caller;
import dev.emulator.fireworks.protojson.Empty;
import dev.emulator.fireworks.storage.Announcement;
import dev.emulator.fireworks.storage.SignedUrls;
import dev.emulator.fireworks.types.Precision;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The endpoints of models.
 *
 * @implNote LoRA adapters of tuned models have the correct tensor shapes for their base model and rank, but cover only the first two layers.
 *     Full-parameter models contain only the normalization weights.
 * @implNote For your own models, `public` has no effect, and import and versions are not emulated. Resumable uploads must be sent in a single
 *     request.
 */
@RestController
@RequestMapping("/v1/accounts/{account}")
class ModelController {

    private final ModelService models;
    private final ModelContents contents;
    private final SignedUrls urls;

    ModelController(ModelService models, ModelContents contents, SignedUrls urls) {
        this.models = models;
        this.contents = contents;
        this.urls = urls;
    }

    @PostMapping("/models")
    Model create(@PathVariable String account, @RequestBody CreateModelRequest request, Principal caller) {
        var model = request.model();
        var spec = model == null ? Model.Spec.UNSET : model.spec().value();
        return models.create(account, request.modelId(), spec, request.cluster(), caller.getName());
    }

    @GetMapping("/models")
    Page<Model> list(@PathVariable String account, ListQuery query) {
        return models.list(account, query);
    }

    @GetMapping("/models/{model}")
    Model get(@PathVariable String account, @PathVariable String model, Caller caller) {
        return models.get(account, model, caller.accounts());
    }

    @PatchMapping("/models/{model}")
    Model update(
            @PathVariable String account,
            @PathVariable String model,
            @RequestParam(required = false) @Nullable String updateMask,
            @RequestBody Model changes) {
        return models.update(account, model, changes.spec(), updateMask);
    }

    @DeleteMapping("/models/{model}")
    Empty delete(@PathVariable String account, @PathVariable String model) {
        contents.delete(account, model);
        return Empty.EMPTY;
    }

    @PostMapping("/models/{model}:getUploadEndpoint")
    GetModelUploadEndpointResponse getUploadEndpoint(
            @PathVariable String account,
            @PathVariable String model,
            @RequestBody GetModelUploadEndpointRequest request,
            HttpServletRequest via) {
        var files = Announcement.of(request.filenameToSize());
        var name = models.writableName(account, model);
        contents.announce(name, files);
        var signer = urls.via(via);
        return new GetModelUploadEndpointResponse(
                request.enableResumableUpload() ? signer.resumableUploads(name, files) : signer.uploads(name, files),
                Map.of());
    }

    /** A GET with side effects, as in the API. */
    @GetMapping("/models/{model}:validateUpload")
    ValidateModelUploadResponse validateUpload(
            @PathVariable String account,
            @PathVariable String model,
            @RequestParam(defaultValue = "false") boolean skipHfConfigValidation,
            @RequestParam(defaultValue = "false") boolean trustRemoteCode,
            @RequestParam(defaultValue = "false") boolean configOnly)
            throws IOException {
        var checks = new UploadedFiles.Checks(!skipHfConfigValidation, trustRemoteCode, !configOnly);
        return new ValidateModelUploadResponse(contents.validate(models.writableName(account, model), checks));
    }

    @GetMapping("/models/{model}:getDownloadEndpoint")
    GetModelDownloadEndpointResponse getDownloadEndpoint(
            @PathVariable String account, @PathVariable String model, HttpServletRequest via) {
        var name = models.writableName(account, model);
        return new GetModelDownloadEndpointResponse(urls.via(via).downloads(name, contents.filenames(name)));
    }

    @PostMapping("/models/{model}:prepare")
    Empty prepare(@PathVariable String account, @PathVariable String model, @RequestBody PrepareRequest request) {
        models.prepare(account, model, request.precision());
        return Empty.EMPTY;
    }

    /** A model to create and its id. The model may be unset. */
    record CreateModelRequest(String modelId, @Nullable Model model, String cluster) {}

    /** The files to upload, with their sizes in bytes. */
    record GetModelUploadEndpointRequest(
            Map<String, Long> filenameToSize, boolean enableResumableUpload, String readMask) {}

    /** URLs for the upload of each file. */
    record GetModelUploadEndpointResponse(
            Map<String, String> filenameToSignedUrls, Map<String, String> filenameToUnsignedUris) {}

    /** URLs for the download of each file. */
    record GetModelDownloadEndpointResponse(Map<String, String> filenameToSignedUrls) {}

    /** Problems that do not prevent the use of the files. */
    record ValidateModelUploadResponse(List<String> warnings) {}

    /** The precision to prepare a model for. */
    record PrepareRequest(Precision precision, String readMask) {}
}
