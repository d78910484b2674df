using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests;

/// <summary>The two captures of a rule, under captures/rules: one that violates it and its twin that does not.</summary>
internal interface IRuleScenario
{
    /// <summary>Name of the rule.</summary>
    string Rule { get; }

    /// <summary>The keys that are known for both captures; a rule that needs keys is silent without them.</summary>
    IReadOnlyList<KnownKey> Keys => [];

    /// <summary>A capture in which the rule finds something.</summary>
    CaptureBuilder Violation();

    /// <summary>The same exchange as it should be: nothing at warn or error may be found in it, and nothing by this rule.</summary>
    CaptureBuilder Conforming();
}
