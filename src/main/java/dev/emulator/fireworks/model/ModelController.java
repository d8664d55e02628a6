package dev.emulator.fireworks.model;

import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.model.Model.Precision;
import dev.emulator.fireworks.protojson.Empty;
import dev.emulator.fireworks.storage.Announcement;
import dev.emulator.fireworks.storage.SignedUrls;
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
 * The addresses of models.
 *
 * @implNote The adapter of a tuned model has the true shapes for its base and rank, but changes the first two layers only; of a model all
 *     of whose parameters were trained there are the normalisation weights.
 * @implNote Own models say nothing of being public, and cannot be imported or have versions. An upload that can be taken up again is put
 *     in one piece.
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
    Model get(@PathVariable String account, @PathVariable String model) {
        return models.get(account, model);
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
    UploadAddresses getUploadEndpoint(
            @PathVariable String account,
            @PathVariable String model,
            @RequestBody GetModelUploadEndpointRequest request,
            HttpServletRequest via) {
        var files = Announcement.of(request.filenameToSize());
        var name = models.writableName(account, model);
        contents.announce(name, files);
        var signer = urls.via(via);
        return new UploadAddresses(
                request.enableResumableUpload() ? signer.resumableUploads(name, files) : signer.uploads(name, files),
                Map.of());
    }

    /** A get that changes something, as the API has it. */
    @GetMapping("/models/{model}:validateUpload")
    ValidateUploadAnswer validateUpload(
            @PathVariable String account,
            @PathVariable String model,
            @RequestParam(defaultValue = "false") boolean skipHfConfigValidation,
            @RequestParam(defaultValue = "false") boolean trustRemoteCode,
            @RequestParam(defaultValue = "false") boolean configOnly)
            throws IOException {
        var closeness = new UploadedFiles.Closeness(!skipHfConfigValidation, trustRemoteCode, !configOnly);
        return new ValidateUploadAnswer(contents.validate(models.writableName(account, model), closeness));
    }

    @GetMapping("/models/{model}:getDownloadEndpoint")
    DownloadAddresses getDownloadEndpoint(
            @PathVariable String account, @PathVariable String model, HttpServletRequest via) {
        var name = models.writableName(account, model);
        return new DownloadAddresses(urls.via(via).downloads(name, contents.filenames(name)));
    }

    @PostMapping("/models/{model}:prepare")
    Empty prepare(@PathVariable String account, @PathVariable String model, @RequestBody PrepareRequest request) {
        models.prepare(account, model, request.precision());
        return Empty.EMPTY;
    }

    /** A model, of which nothing need be said, and the id it is to have. */
    record CreateModelRequest(String modelId, @Nullable Model model, String cluster) {}

    /** The files that are going to be put, with their sizes in bytes. */
    record GetModelUploadEndpointRequest(
            Map<String, Long> filenameToSize, boolean enableResumableUpload, String readMask) {}

    /** Where each file is to be put. */
    record UploadAddresses(Map<String, String> filenameToSignedUrls, Map<String, String> filenameToUnsignedUris) {}

    /** Where each file is to be fetched. */
    record DownloadAddresses(Map<String, String> filenameToSignedUrls) {}

    /** What is odd about the files of a model that can be used all the same. */
    record ValidateUploadAnswer(List<String> warnings) {}

    /** The precision that a model is to be served with. */
    record PrepareRequest(Precision precision, String readMask) {}
}
