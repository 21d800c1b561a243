using GradCheck.Normalization;

namespace GradCheck.Mistakes;

/// <summary>Mistakes in the running statistics.</summary>
internal static class RunningMistakes
{
    public static Mistake[] All =>
    [
        new("unbiased_running_variance", Family.Running)
        {
            OfTensor = at => new(
                "The running variance is fed with the unbiased variance",
                "PyTorch averages the unbiased variance into running_var, although it normalizes with the biased one. CS231n "
                    + "averages the biased one. The numbers are right under PyTorch's convention.",
                Equations.RunningVar,
                $"Average the variance that the batch was normalized with, {at.Layer.VarianceCode()}. Where the unbiased one is "
                    + "what is asked for, declare it: \"running_ddof\": 1.",
                "Which variance goes into the running average: the one you normalized with, or another?"),
            OfTestMode = _ => new(
                "running_var is fed with the unbiased variance",
                "The course averages the biased one (PyTorch the unbiased)."),
        },
        new("biased_running_variance", Family.Running)
        {
            OfTensor = at => new(
                "The running variance is fed with the biased variance",
                "The variance that was declared for running_var is the unbiased one, as PyTorch averages it. The submitted "
                    + "values average the biased one, as CS231n does. The numbers are right under that other convention.",
                Equations.RunningVar,
                $"Average var * m / (m - 1), where var is the biased variance and m is {at.Layer.Count()}; or declare "
                    + "\"running_ddof\": 0.",
                "Which variance goes into the running average: the biased one or the unbiased one?"),
            OfTestMode = _ => new(
                "running_var is fed with the biased variance",
                "The one that was declared is the unbiased one, as PyTorch averages it."),
        },
        new("pytorch_momentum", Family.Running)
        {
            OfTensor = at => new(
                "The momentum follows PyTorch's convention",
                "In PyTorch the momentum is the share of the new sample; here, as in CS231n, it is the share of the old "
                    + "running value. The numbers are right under that other convention.",
                Equations.Of(at.Tensor),
                "running = momentum * running + (1 - momentum) * sample; or pass 1 - momentum. Where the share of the new "
                    + "sample is meant, declare it: \"momentum_of\": \"new\".",
                "Does the momentum weigh the old value or the new one?"),
            OfTestMode = tensor => new(
                $"{TensorNames.Of(tensor)}: momentum and 1 - momentum are swapped",
                "The course keeps the share momentum of the old average (PyTorch's momentum is the complement).")
            {
                Code = "momentum_swapped",
            },
        },
        new("cs231n_momentum", Family.Running)
        {
            OfTensor = at => new(
                "The momentum follows CS231n's convention",
                "In CS231n the momentum is the share of the old running value; the one that was declared, as in PyTorch, is "
                    + "the share of the new sample. The numbers are right under that other convention.",
                Equations.Of(at.Tensor),
                "running = (1 - momentum) * running + momentum * sample; or declare \"momentum_of\": \"old\".",
                "Does the momentum weigh the old value or the new one?"),
            OfTestMode = tensor => new(
                $"{TensorNames.Of(tensor)}: momentum and 1 - momentum are swapped",
                "The momentum that was declared is the share of the new sample, as in PyTorch.")
            {
                Code = "momentum_swapped",
            },
        },
        new("std_in_running_variance", Family.Running)
        {
            OfTensor = at => new(
                "The running variance is fed with the standard deviation",
                "A standard deviation is averaged into running_var, which is later used as a variance.",
                Equations.Of(at.Tensor),
                "Average the variance: the root is taken when it is used.",
                "Is it a variance or a standard deviation that goes into running_var?"),
            OfTestMode = _ => new("running_var is fed with the standard deviation", "It averages variances; test mode takes the root."),
        },
        new("eps_in_running_variance", Family.Eps | Family.Running)
        {
            OfTensor = at => new(
                "The running variance is fed with eps added",
                "eps is added to the variance before it is averaged, and again when it is used.",
                Equations.Of(at.Tensor),
                "Average the variance alone; eps is added under the root only.",
                "Is eps part of the variance?"),
            OfTestMode = _ => new("running_var is fed with var + eps", "Test mode adds eps itself, so it would come in twice."),
        },
        new("running_not_updated", Family.Running)
        {
            OfTensor = at => new(
                "The running statistics are not updated",
                "The submitted values are the old running statistics, unchanged.",
                Equations.Of(at.Tensor),
                "Assign the average back, and return it: with bn_param, store it under its key.",
                "Do your running statistics change from batch to batch?"),
            OfTestMode = tensor => new(
                $"{TensorNames.Of(tensor)} is not updated",
                "The new average has to be stored back into the dictionary."),
        },
        new("running_replaced", Family.Running)
        {
            OfTensor = at => new(
                "The running statistics are replaced by those of the batch",
                "The submitted values are the statistics of this batch alone. The old running values count for nothing.",
                Equations.Of(at.Tensor),
                "running = momentum * running + (1 - momentum) * sample.",
                "What is left of earlier batches in your running statistics?"),
            OfTestMode = tensor => new(
                $"{TensorNames.Of(tensor)} is replaced by the batch's own",
                "It is an average over batches: momentum keeps the old share."),
        },
    ];
}
