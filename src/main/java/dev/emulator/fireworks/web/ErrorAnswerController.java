package dev.emulator.fireworks.web;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.storage.StorageErrors;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.boot.web.error.ErrorPage;
import org.springframework.boot.web.error.ErrorPageRegistrar;
import org.springframework.boot.web.error.ErrorPageRegistry;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The error page of the container, for failures outside of Spring MVC. */
@RestController
class ErrorAnswerController implements ErrorController, ErrorPageRegistrar {

    @Override
    public void registerErrorPages(ErrorPageRegistry registry) {
        registry.addErrorPages(new ErrorPage("/error"));
    }

    @RequestMapping("/error")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var code = status instanceof Integer number ? ErrorBody.codeOf(number) : Code.NOT_FOUND;
        var path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        if (StorageErrors.concern(path)) {
            StorageErrors.write(
                    response,
                    code.httpStatus(),
                    message(code),
                    request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
        } else {
            var requestId = response.getHeader(RequestIds.HEADER);
            ErrorResponses.write(
                    response, code.httpStatus(), ErrorBody.at(path, requestId, code, message(code), List.of()));
        }
    }

    private static String message(Code code) {
        return code == Code.NOT_FOUND ? "Not Found" : code.name();
    }
}
