import QtQuick

// A rule between rows.
Rectangle {
    height: 2
    color: Theme.line
}
