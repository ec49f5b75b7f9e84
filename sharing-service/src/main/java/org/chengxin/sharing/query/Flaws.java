package org.chengxin.sharing.query;

import jakarta.validation.Validator;
import java.util.Optional;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.sharing.agreements.Purpose;
import org.springframework.stereotype.Component;

/** What is wrong with a query before anybody judges it. */
@Component
class Flaws {

    private final Validator validator;

    Flaws(Validator validator) {
        this.validator = validator;
    }

    Optional<Problem> of(QueryRequest request) {
        var wrong = validator.validate(request);
        if (!wrong.isEmpty()) {
            var problem = Problem.unprocessable(
                    "fields-invalid", "Some fields are missing or wrong; each is named in errors.");
            for (var one : wrong) {
                problem = problem.at("/" + one.getPropertyPath().toString().replace('.', '/'), one.getMessage());
            }
            return Optional.of(problem);
        }
        if (Purpose.of(request.purpose()).isEmpty()) {
            return Optional.of(Problem.unprocessable("purpose-unknown", "The purpose is not one of the code list.")
                    .at("/purpose", "is not a code of the list of purposes"));
        }
        var matterNumber = request.matterNumber();
        if (matterNumber == null || matterNumber.isBlank()) {
            return Optional.of(Problem.unprocessable(
                            "matter-number-missing", "Name the matter for which the person's records are needed.")
                    .at("/matterNumber", "is missing"));
        }
        return Optional.empty();
    }
}
