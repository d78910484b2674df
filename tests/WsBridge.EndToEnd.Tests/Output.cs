namespace WsBridge.EndToEnd.Tests;

/// <summary>What a program said, and how it ended.</summary>
internal sealed record Output(int Status, string Text, string Errors)
{
    /// <summary>Lines of standard output.</summary>
    public string[] Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Its lines, when it ended well.</summary>
    public string[] Good()
    {
        AssertGood();
        return Lines;
    }

    /// <summary>It ended well, and nothing of ours failed on the way.</summary>
    public Output AssertGood()
    {
        Assert.That(Status, Is.Zero, Errors);
        Assert.That(Text + Errors, Does.Not.Contain("Lua Error").And.Not.Match(@"wsbridge(_\w+)?\.lua:\d"));
        return this;
    }
}
