using System.Globalization;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Roams;

namespace WsBridge.Analysis.Comparison;

/// <summary>
/// Compares two attempts step by step and field by field. What differs in every exchange is left out, and what belongs to the place where
/// the two are not by the same STA from and to the same APs.
/// </summary>
public sealed class AttemptComparison
{
    /// <summary>Which frame of several that differ alike tells more: message 2 is where the client shows what it wants.</summary>
    private static readonly AttemptStep[] Telling =
    [
        AttemptStep.Message2, AttemptStep.Message3, AttemptStep.Message1, AttemptStep.Message4, AttemptStep.AssociationRequest,
        AttemptStep.AuthenticationRequest,
        AttemptStep.AssociationResponse, AttemptStep.AuthenticationResponse, AttemptStep.Eap, AttemptStep.End, AttemptStep.Attempt,
        AttemptStep.Beacon,
    ];

    private readonly AttemptFrames _good;
    private readonly AttemptFrames _bad;
    private readonly bool _isSamePlace;
    private readonly List<Difference> _differences = [];

    private AttemptComparison(AttemptFrames good, AttemptFrames bad)
    {
        _good = good;
        _bad = bad;
        _isSamePlace = (good.Roam.Sta, good.Roam.To, good.Roam.From) == (bad.Roam.Sta, bad.Roam.To, bad.Roam.From);
    }

    /// <summary>The differences, the most telling first.</summary>
    public static IReadOnlyList<Difference> Of(AttemptFrames good, AttemptFrames bad)
    {
        ArgumentNullException.ThrowIfNull(good);
        ArgumentNullException.ThrowIfNull(bad);

        var comparison = new AttemptComparison(good, bad);
        comparison.CompareWhole();
        comparison.CompareSteps();
        comparison.CompareTimes();
        return [.. comparison._differences
            .OrderBy(difference => difference.Kind)
            .ThenBy(difference => Array.IndexOf(Telling, difference.Step))];
    }

    private void CompareWhole()
    {
        Roam good = _good.Roam;
        Roam bad = _bad.Roam;
        AddWhole("Type", good.Type.ToText(), bad.Type.ToText(), DifferenceKind.Exchange);
        AddWhole("Keys from", good.Authentication.ToText(), bad.Authentication.ToText(), DifferenceKind.Exchange);
        AddWhole("SSID", good.Ssid, bad.Ssid, DifferenceKind.Other);
    }

    private void AddWhole(string field, string? good, string? bad, DifferenceKind kind)
    {
        if (good is not null && bad is not null && good != bad)
        {
            _differences.Add(new Difference(AttemptStep.Attempt, kind, null, field, good, bad)
            {
                GoodFrame = _good.Roam.Start,
                BadFrame = _bad.Roam.Start,
            });
        }
    }

    private void CompareSteps()
    {
        bool showsPmkids = PresharedNames.AreSame(_good, _bad);
        var goodOrigin = new PmkidOrigin(_good, showsPmkids);
        var badOrigin = new PmkidOrigin(_bad, showsPmkids);
        bool isFirstMissing = true;
        for (AttemptStep step = AttemptStep.Beacon; step <= AttemptStep.End; step++)
        {
            if (step == AttemptStep.Eap)
            {
                CompareEap();
            }
            else if (step == AttemptStep.End)
            {
                CompareEnds();
            }
            else if (_good.First(step) is not null != _bad.First(step) is not null)
            {
                CompareMissing(step, ref isFirstMissing);
            }
            else if (_good.First(step) is { } good && _bad.First(step) is { } bad)
            {
                IReadOnlyList<FrameField> inGood = FrameDescription.Of(good, new DescriptionContext(_good, step, goodOrigin));
                IReadOnlyList<FrameField> inBad = FrameDescription.Of(bad, new DescriptionContext(_bad, step, badOrigin));
                CompareFields(step, good, inGood, bad, inBad);
                CompareSending(step, good, bad);
            }
        }
    }

    private void CompareFields(AttemptStep step, StoredFrame good, IReadOnlyList<FrameField> inGood, StoredFrame bad,
        IReadOnlyList<FrameField> inBad)
    {
        bool isPartial = good.IsCutOff || bad.IsCutOff;
        bool isRefusedOnce = inGood.Any(field => field.IsRefusal) != inBad.Any(field => field.IsRefusal);
        var elements = inGood.Select(field => field.Element).Intersect(inBad.Select(field => field.Element)).ToHashSet();
        foreach (IGrouping<(string? Element, string? Name), FrameField> field in inGood.Concat(inBad)
            .GroupBy(field => (field.Element, field.Name)))
        {
            FrameField? here = inGood.FirstOrDefault(candidate => (candidate.Element, candidate.Name) == field.Key);
            FrameField? there = inBad.FirstOrDefault(candidate => (candidate.Element, candidate.Name) == field.Key);
            bool isSame = here is not null && there is not null ? here.IsSame(there) : isPartial;
            bool isToldByElement = field.Key.Name is not null && !elements.Contains(field.Key.Element);
            bool isToldByRefusal = isRefusedOnce && field.First().Kind != DifferenceKind.Refusal;
            bool isOfAnotherPlace = !_isSamePlace && field.Any(one => one.IsOfThePlace);
            if (!isSame && !isToldByElement && !isToldByRefusal && !isOfAnotherPlace)
            {
                (string goodWords, string badWords) = FieldText.Both(here, there);
                bool isFailure = there is { IsRefusal: true } && here is not { IsRefusal: true };
                Add(new Difference(step, KindOf(field.First(), here, there), field.Key.Element, field.Key.Name, goodWords,
                    badWords)
                { IsFailure = isFailure });
            }
        }
    }

    /// <summary>No PMKID Count and a PMKID Count of 0 both mean none.</summary>
    private static DifferenceKind KindOf(FrameField field, FrameField? good, FrameField? bad) =>
        field.Kind == DifferenceKind.PmkidCount && good?.Value is "absent" or "0" && bad?.Value is "absent" or "0"
            ? DifferenceKind.Rsne
            : field.Kind;

    private void CompareSending(AttemptStep step, StoredFrame good, StoredFrame bad)
    {
        if (step == AttemptStep.Beacon)
        {
            return;
        }

        (int once, int other) = (_good.Of(step).Count, _bad.Of(step).Count);
        if (once != other)
        {
            Add(new Difference(step, DifferenceKind.Repetition, null, "sent", FieldText.Times(once), FieldText.Times(other)));
        }

        if (good.IsAcknowledged != bad.IsAcknowledged && _good.HasAcknowledgements && _bad.HasAcknowledgements)
        {
            Add(new Difference(step, DifferenceKind.Repetition, null, "acknowledged", good.IsAcknowledged ? "yes" : "no",
                bad.IsAcknowledged ? "yes" : "no"));
        }
    }

    private void CompareMissing(AttemptStep step, ref bool isFirst)
    {
        AttemptFrames without = _good.First(step) is null ? _good : _bad;
        bool wentOn = step == AttemptStep.Beacon
            || Enumerable.Range((int)step + 1, AttemptStep.Message4 - step).Any(later => without.First((AttemptStep)later) is not null);
        string absent = wentOn ? "not captured" : "missing";
        DifferenceKind kind = wentOn
            ? DifferenceKind.NotCaptured
            : without == _bad && isFirst ? DifferenceKind.MissingFrame
            : DifferenceKind.Other;
        if (kind == DifferenceKind.MissingFrame)
        {
            isFirst = false;
        }
        else if (!wentOn && without == _bad)
        {
            return; // it follows from the first one that is missing
        }

        Add(new Difference(step, kind, null, null, Shown(_good), Shown(_bad)) { IsFailure = kind == DifferenceKind.MissingFrame });

        string Shown(AttemptFrames attempt) => attempt.First(step) is { } frame ? $"frame {frame.Ref.Id}" : absent;
    }

    private void CompareEap()
    {
        string good = _good.Eap?.Words ?? "none";
        string bad = _bad.Eap?.Words ?? "none";
        if (good != bad)
        {
            Add(new Difference(AttemptStep.Eap, DifferenceKind.Exchange, null, null, good, bad));
        }
    }

    private void CompareEnds()
    {
        string? good = AttemptEndText.Describe(_good);
        string? bad = AttemptEndText.Describe(_bad);
        if (good != bad)
        {
            Add(new Difference(AttemptStep.End, DifferenceKind.Refusal, null, null, good ?? "none", bad ?? "none"));
        }
    }

    /// <summary>Times that differ by a factor of five and by a tenth of a second: less is chance.</summary>
    private void CompareTimes()
    {
        const double Factor = 5;
        const double LeastMilliseconds = 100;
        AttemptStep before = AttemptStep.Attempt;
        for (AttemptStep step = AttemptStep.AuthenticationRequest; step <= AttemptStep.End; step++)
        {
            if (_good.Begin(step) is not { } good || _bad.Begin(step) is not { } bad)
            {
                // What comes after a step that only one of them has cannot be compared.
                before = _good.Begin(step) is null && _bad.Begin(step) is null ? before : AttemptStep.Attempt;
                continue;
            }

            if (_good.Begin(before) is { } goodBefore && _bad.Begin(before) is { } badBefore)
            {
                double one = (good.TimeMicroseconds - goodBefore.TimeMicroseconds) / 1000.0;
                double other = (bad.TimeMicroseconds - badBefore.TimeMicroseconds) / 1000.0;
                if (Math.Min(one, other) >= 0 && Math.Abs(one - other) >= LeastMilliseconds
                    && Math.Max(one, other) >= Factor * Math.Min(one, other))
                {
                    Add(new Difference(step, DifferenceKind.Timing, null, $"after {before.ToText(_bad.KindOf(before))}",
                        Milliseconds(one), Milliseconds(other)));
                }
            }

            before = step;
        }
    }

    private static string Milliseconds(double value) => value.ToString("#,0.0", CultureInfo.InvariantCulture) + " ms";

    private void Add(Difference difference) =>
        _differences.Add(difference with { GoodFrame = _good.Begin(difference.Step), BadFrame = _bad.Begin(difference.Step) });
}
