using System.CommandLine;

namespace WsBridge.Cli.Commands;

/// <summary>What all options have that name an output.</summary>
internal static class OutputOption
{
    /// <summary>An empty name is mostly a variable of a script that was not set.</summary>
    public static void RefuseEmpty(Option option) => option.Validators.Add(result =>
    {
        if (result.Tokens.Any(token => token.Value.Length == 0))
        {
            result.AddError($"{option.Name} needs the name of a file; it is empty.");
        }
    });

    /// <summary>The name that is given; null for standard output, which - stands for.</summary>
    public static string? PathOf(string? name) => name == "-" ? null : name;
}
