namespace WsBridge.Analysis.Comparison;

/// <summary>The answer in one sentence: what tells most, then how it ended.</summary>
public static class ComparisonSummary
{
    /// <summary>What an engineer looks for first; anything else stands in the list.</summary>
    private const DifferenceKind LastCause = DifferenceKind.Transition;

    /// <summary>The sentence.</summary>
    /// <param name="differences">The differences, the most telling first.</param>
    /// <param name="good">The good attempt.</param>
    /// <param name="bad">The bad attempt.</param>
    public static string Of(IReadOnlyList<Difference> differences, AttemptFrames good, AttemptFrames bad)
    {
        ArgumentNullException.ThrowIfNull(differences);
        ArgumentNullException.ThrowIfNull(good);
        ArgumentNullException.ThrowIfNull(bad);

        if (differences.Count == 0)
        {
            return "No difference.";
        }

        Difference? failure = differences.Where(difference => difference.IsFailure).MinBy(difference => difference.Step);
        Difference? cause = failure is null
            ? differences.FirstOrDefault(difference => difference.Step == AttemptStep.Attempt) ?? differences[0]
            : differences.FirstOrDefault(difference => IsCause(difference) && difference.Step <= failure.Step);
        string words = string.Join("; then ",
            new[] { cause, failure }.OfType<Difference>().Select(difference => Words(difference, good, bad)));
        return $"{char.ToUpperInvariant(words[0])}{words[1..]}.";
    }

    /// <summary>The Beacon is part of no attempt, and the way it ended is told with what is missing.</summary>
    private static bool IsCause(Difference difference) =>
        !difference.IsFailure && difference.Kind <= LastCause
        && difference.Step is not (AttemptStep.Attempt or AttemptStep.Beacon or AttemptStep.End);

    private static string Words(Difference difference, AttemptFrames good, AttemptFrames bad)
    {
        string step = difference.Step.ToText(bad.KindOf(difference.Step) ?? good.KindOf(difference.Step));
        if (difference.Kind == DifferenceKind.MissingFrame)
        {
            return MissingWords(step, difference.Step, bad);
        }

        bool isNamedByField = difference.Kind is DifferenceKind.PmkidCount or DifferenceKind.PmkidList;
        string[] what = [.. new[] { isNamedByField ? null : difference.Element, difference.Field, $"{difference.Good} | {difference.Bad}" }
            .OfType<string>()];
        return $"{step}: {string.Join(' ', what)}";
    }

    private static string MissingWords(string step, AttemptStep missing, AttemptFrames bad)
    {
        AttemptStep before = Enumerable.Range(0, (int)missing).Select(i => (AttemptStep)i)
            .LastOrDefault(earlier => earlier != AttemptStep.Beacon && bad.Of(earlier).Count > 0);
        string? repeated = bad.Of(before).Count is > 1 and var times
            ? $"{before.ToText(bad.KindOf(before))} sent {FieldText.Times(times)}"
            : null;
        string[] words = [.. new[] { repeated, AttemptEndText.Describe(bad) }.OfType<string>()];
        return words.Length > 0 ? $"no {step}: {string.Join(", ", words)}" : $"no {step}";
    }
}
