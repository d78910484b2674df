using System.Globalization;
using CliWrap;
using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests.Faults;

/// <summary>
/// Runs wsbridge so that one call to the system fails that has to do with a file of the workplace: open, read, write, close, rename, …
/// </summary>
internal static class FaultyProgram
{
    private static readonly Lazy<string?> Library = new(Build);

    /// <summary>One run in which a call on a standard stream fails: read or write, on the stream or on a copy of its descriptor.</summary>
    public static Task<(Output Output, string? Call)> RunOnStream(Workplace work, int stream, int at, int error, PipeSource input,
        params string[] arguments) =>
        Run(work, at, error, arguments, input, ("FAULTS_STREAM", stream.ToString(CultureInfo.InvariantCulture)));

    /// <summary>One run.</summary>
    /// <param name="work">Where the files are.</param>
    /// <param name="at">Which call fails, from 1.</param>
    /// <param name="error">The errno.</param>
    /// <param name="arguments">The command line.</param>
    /// <returns>How it ended, and the call that failed; null when there were fewer.</returns>
    public static Task<(Output Output, string? Call)> Run(Workplace work, int at, int error, params string[] arguments) =>
        Run(work, at, error, arguments, PipeSource.Null, ("FAULTS_UNDER", work.Path("files") + "/"));

    private static async Task<(Output Output, string? Call)> Run(Workplace work, int at, int error, string[] arguments, PipeSource input,
        (string Name, string Value) where)
    {
        if (Library.Value is not { } library)
        {
            Assert.Ignore("There is no C compiler (Debian: gcc) to build with what makes calls fail.");
            return default;
        }

        string told = work.Path("told");
        File.Delete(told);
        Output output = await work.Run(Programs.WsBridge, arguments, new Dictionary<string, string?>
        {
            ["LD_PRELOAD"] = library,
            [where.Name] = where.Value,
            ["FAULTS_AT"] = at.ToString(CultureInfo.InvariantCulture),
            ["FAULTS_ERROR"] = error.ToString(CultureInfo.InvariantCulture),
            ["FAULTS_TOLD"] = told,
        }, input);
        return (output, File.Exists(told) ? await File.ReadAllTextAsync(told) : null);
    }

    private static string? Build()
    {
        string source = Path.Combine(RepositoryPaths.Root, "tests", "WsBridge.EndToEnd.Tests", "Faults", "faults.c");
        string library = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"faults-{Environment.ProcessId}.so");
        using var work = new Workplace();
        try
        {
            Output built = work.Run("gcc",
                ["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", library, source, "-ldl"]).GetAwaiter().GetResult();
            Assert.That(built.Status, Is.Zero, built.Errors);
            return library;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
