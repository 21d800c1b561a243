namespace GradCheck.Programs.Subjects;

/// <summary>What an input of a layer of the course holds.</summary>
public enum CourseInputKind
{
    /// <summary>An array of floats that a gradient is taken of.</summary>
    Array,

    /// <summary>The right class of each sample: a vector of whole numbers.</summary>
    Labels,

    /// <summary>One whole number, such as a stride.</summary>
    Whole,
}
